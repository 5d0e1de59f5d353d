"""Finds entries by words, quickly: prepared once for a snapshot; what is named so comes first."""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.content.checks.checked import bare
from actions.content.knowledge_base import KnowledgeBase


@dataclass(frozen=True)
class WordIndex:
    """Every entry in every language, without diacritics: `viza` finds `vizası`."""

    kb: KnowledgeBase
    lines: tuple[tuple[str, str, str, str], ...]  # id, title, questions, answer

    @classmethod
    def of(cls, kb: KnowledgeBase) -> "WordIndex":
        """Prepare it; this takes about a second for a thousand entries."""
        entries = kb.entries.values()
        texts = ((e.id, e.title, " ".join(e.questions), e.whole) for e in entries)
        lines = ((each[0], *(f" {bare(text)}" for text in each[1:])) for each in texts)
        return cls(kb, tuple((i, t, q, a) for i, t, q, a in lines))

    def find(self, text: str, *, answers: bool = False) -> list[str]:
        """Ids of entries with all these words or their beginnings: titles first, then questions.

        With `answers`, also those that only mention them there, last.
        """
        wanted = [f" {word}" for word in bare(text).split()]
        best: dict[str, int] = {}
        for entry_id, rank in self._ranked(wanted, answers=answers) if wanted else ():
            best[entry_id] = min(rank, best.get(entry_id, rank))
        return sorted(best, key=lambda entry_id: (best[entry_id], entry_id))

    def _ranked(self, wanted: list[str], *, answers: bool) -> Iterator[tuple[str, int]]:
        for entry_id, *texts in self.lines:
            for rank, text in enumerate(texts if answers else texts[:-1]):
                if all(word in text for word in wanted):
                    yield entry_id, rank
                    break
