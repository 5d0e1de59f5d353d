"""How far each language has come, topic by topic."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.placeholders import placeholders


@dataclass(frozen=True)
class Coverage:
    """Of one topic in one language."""

    topic: str
    locale: str
    complete: int  # served as they are
    stale: int  # translated from an older source
    missing: int  # not there, or still to be written
    oldest_check: date | None  # of an entry or a fact in it; None without entries

    @property
    def whole(self) -> int:
        """All entries of the topic."""
        return self.complete + self.stale + self.missing


def coverage(kb: KnowledgeBase) -> list[Coverage]:
    """Topics in the order of the menu, languages in that of locales.yml."""
    by_topic: Mapping[str, list[str]] = {
        topic: [each for each in sorted(kb.all_ids) if each.startswith(f"{topic}/")]
        for topic in kb.registry.topics
    }
    return [
        _of(kb, topic, locale, ids)
        for topic, ids in by_topic.items()
        if ids
        for locale in kb.locales
    ]


def _of(kb: KnowledgeBase, topic: str, locale: str, ids: Iterable[str]) -> Coverage:
    entries = [kb.entries.get((entry_id, locale)) for entry_id in ids]
    written = [entry for entry in entries if entry]
    stale = sum(kb.is_stale(entry) for entry in written)
    days = [day for entry in written for day in _days(kb, entry)]
    missing = len(entries) - len(written)
    oldest = min(days, default=None)
    return Coverage(topic, locale, len(written) - stale, stale, missing, oldest)


def _days(kb: KnowledgeBase, entry: Entry) -> Iterator[date]:
    """When an entry and each of its facts were checked."""
    yield entry.checked_on
    for place in placeholders(entry.whole):
        if fact := kb.facts.get(place.name):
            yield fact.checked_on
