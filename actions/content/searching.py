"""Finds entries by words, for staff: what is named so first, what only mentions it last."""

from collections.abc import Iterator, Sequence

from actions.content.checks.checked import bare
from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase


def entries_with(words: str, kb: KnowledgeBase, locale: str) -> list[Entry]:
    """Entries that hold all these words, in whatever language; each in `locale` if it can be.

    A title counts more than the questions, and those more than the answer. A word is found by its
    beginning, without diacritics: `viza` finds `vizası`.
    """
    wanted = bare(words).split()
    best: dict[str, int] = {}
    for entry in kb.entries.values():
        rank = next(_ranks(entry, wanted), None) if wanted else None
        if rank is not None:
            best[entry.id] = min(rank, best.get(entry.id, rank))
    found = (kb.find(entry_id, locale) for entry_id in sorted(best, key=lambda i: (best[i], i)))
    return [each.entry for each in found if each]


def _ranks(entry: Entry, wanted: Sequence[str]) -> Iterator[int]:
    for rank, text in enumerate((entry.title, " ".join(entry.questions), entry.whole)):
        begun = f" {bare(text)}"
        if all(f" {word}" in begun for word in wanted):
            yield rank
