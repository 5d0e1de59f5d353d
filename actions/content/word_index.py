"""Finds entries by words, quickly: prepared once for a snapshot, for those who type."""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.content.checks.checked import bare
from actions.content.knowledge_base import KnowledgeBase


@dataclass(frozen=True)
class WordIndex:
    """Titles and questions of every entry in every language, without diacritics."""

    kb: KnowledgeBase
    lines: tuple[tuple[str, str, str], ...]  # id, title, questions; each with a blank before

    @classmethod
    def of(cls, kb: KnowledgeBase) -> "WordIndex":
        """Prepare it; this takes about a second for a thousand entries."""
        entries = kb.entries.values()
        lines = ((e.id, f" {bare(e.title)}", f" {bare(' '.join(e.questions))}") for e in entries)
        return cls(kb, tuple(lines))

    def find(self, text: str) -> list[str]:
        """Ids of entries that are asked with all these words or their beginnings, titles first."""
        wanted = [f" {word}" for word in bare(text).split()]
        best: dict[str, int] = {}
        for entry_id, rank in self._ranked(wanted) if wanted else ():
            best[entry_id] = min(rank, best.get(entry_id, rank))
        return sorted(best, key=lambda entry_id: (best[entry_id], entry_id))

    def _ranked(self, wanted: list[str]) -> Iterator[tuple[str, int]]:
        for entry_id, *texts in self.lines:
            for rank, text in enumerate(texts):
                if all(word in text for word in wanted):
                    yield entry_id, rank
                    break
