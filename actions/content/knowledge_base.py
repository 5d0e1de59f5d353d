"""An immutable snapshot of everything that can be answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from actions.content.almanac import Almanac
from actions.content.circumstances import Members
from actions.content.deadline_rules import Basis
from actions.content.desks import OFFICE, Desk, Desks
from actions.content.entry import Entry
from actions.content.facts import Facts, Groups
from actions.content.registry import Locale, Registry, Topic
from actions.content.translation import is_stale


@dataclass(frozen=True)
class Found:
    """An entry, and whether it is in another locale than was asked for."""

    entry: Entry
    is_fallback: bool = False
    stale: Entry | None = None  # the translation that was asked for, made from an older source

    @property
    def title(self) -> str:
        """What stands on a button that leads here; a question does not grow stale."""
        return (self.stale or self.entry).title


@dataclass(frozen=True)
class KnowledgeBase:
    """All entries by id and locale, with the facts, languages and topics around them."""

    registry: Registry
    entries: Mapping[tuple[str, str], Entry]
    facts: Facts = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)
    todo: frozenset[tuple[str, str]] = frozenset()  # entries that are begun, and not served yet
    almanac: Almanac = field(default_factory=Almanac)  # deadlines, events, partners

    @classmethod
    def of(
        cls,
        registry: Registry,
        entries: Iterable[Entry],
        facts: Facts | None = None,
        groups: Groups | None = None,
        todo: Iterable[Entry] = (),
    ) -> "KnowledgeBase":
        """Make a snapshot of entries."""
        by_place = {(entry.id, entry.locale): entry for entry in entries}
        begun = frozenset((entry.id, entry.locale) for entry in todo)
        return cls(registry, by_place, facts or {}, groups or {}, begun)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that can be answered in at least one locale."""
        return frozenset(entry_id for entry_id, _ in self.entries)

    @cached_property
    def all_ids(self) -> frozenset[str]:
        """The ids of all entries, also of those that are only begun."""
        return self.ids | {entry_id for entry_id, _ in self.todo}

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

    @property
    def source_locale(self) -> str:
        """The language that the others are translated from."""
        return self.registry.source_locale

    @cached_property
    def members(self) -> Members:
        """The countries of each group."""
        return {group.name: group.countries for group in self.groups.values()}

    @cached_property
    def basis(self) -> Basis:
        """What deadlines are worked out from."""
        return Basis(self.almanac.rules, self.facts, self.members)

    def find(self, entry_id: str, locale: str, *others: str) -> Found | None:
        """The entry in that locale, else in one of the person's others, the default, or any.

        A translation whose source has changed since counts as missing.
        """
        wanted = self.entries.get((entry_id, locale))
        for candidate in self._order(locale, others):
            entry = self.entries.get((entry_id, candidate))
            if entry and not self.is_stale(entry):
                return Found(entry, candidate != locale, None if entry is wanted else wanted)
        return None

    def is_stale(self, entry: Entry) -> bool:
        """Whether its source has changed since it was translated."""
        if entry.locale == self.source_locale:
            return False
        return is_stale(entry, self.entries.get((entry.id, self.source_locale)))

    def _order(self, locale: str, others: Iterable[str]) -> Iterator[str]:
        """In which order languages are tried; the source is never stale."""
        yield locale
        yield from others
        yield from (self.default_locale, self.source_locale, *sorted(self.locales))

    def topic(self, topic_id: str) -> Topic | None:
        """A topic by its id."""
        return self.registry.topics.get(topic_id)

    def entries_of(self, topic_id: str, locale: str, *others: str) -> list[Found]:
        """A topic's entries, each once, in order of their ids."""
        ids = sorted(i for i in self.ids if i.startswith(f"{topic_id}/"))
        return [found for i in ids if (found := self.find(i, locale, *others))]

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
