"""An immutable snapshot of everything that can be answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from actions.content.desks import OFFICE, Desk, Desks
from actions.content.entry import Entry
from actions.content.registry import Locale, Registry, Topic


@dataclass(frozen=True)
class Found:
    """An entry, and whether it is in another locale than was asked for."""

    entry: Entry
    is_fallback: bool = False


@dataclass(frozen=True)
class KnowledgeBase:
    """All entries by id and locale, with the languages and topics around them."""

    registry: Registry
    entries: Mapping[tuple[str, str], Entry]

    @classmethod
    def of(cls, registry: Registry, entries: Iterable[Entry]) -> "KnowledgeBase":
        """Make a snapshot of entries."""
        return cls(registry, {(entry.id, entry.locale): entry for entry in entries})

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that can be answered in at least one locale."""
        return frozenset(entry_id for entry_id, _ in self.entries)

    @property
    def locales(self) -> Mapping[str, Locale]:
        """The languages that are spoken, by code."""
        return self.registry.locales

    @property
    def default_locale(self) -> str:
        """The language of last resort."""
        return self.registry.default_locale

    @property
    def staff_locale(self) -> str:
        """The language of cards in the staff group."""
        return self.registry.staff_locale

    def find(self, entry_id: str, locale: str) -> Found | None:
        """The entry in that locale, else in the default one, else in any."""
        for candidate in (locale, self.default_locale, *sorted(self.locales)):
            if entry := self.entries.get((entry_id, candidate)):
                return Found(entry, is_fallback=candidate != locale)
        return None

    def topic(self, topic_id: str) -> Topic | None:
        """A topic by its id."""
        return self.registry.topics.get(topic_id)

    def entries_of(self, topic_id: str, locale: str) -> list[Found]:
        """A topic's entries, each once, in order of their ids."""
        ids = sorted(i for i in self.ids if i.startswith(f"{topic_id}/"))
        return [found for i in ids if (found := self.find(i, locale))]

    def topics(self) -> list[Topic]:
        """The topics that have at least one entry, in the order of the menu."""
        used = {entry_id.partition("/")[0] for entry_id in self.ids}
        return [topic for topic in self.registry.topics.values() if topic.id in used]

    def desk_of(self, entry_or_topic: str | None) -> str:
        """Who answers for an entry or a topic; the office for everything else."""
        if entry_or_topic is None:
            return OFFICE
        found = self.find(entry_or_topic, self.default_locale)
        if found and found.entry.desk:
            return found.entry.desk
        topic = self.topic(entry_or_topic.partition("/")[0])
        return topic.desk if topic else OFFICE

    @property
    def desks(self) -> Desks:
        """Who answers at the office."""
        return self.registry.desks

    def desk(self, desk_id: str) -> Desk:
        """A desk; one that is only named in `topics.yml` bears the name of its topic."""
        topic = self.topic(desk_id)
        return self.desks.by_id.get(desk_id) or Desk(desk_id, topic.names if topic else {})
