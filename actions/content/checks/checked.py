"""What every check looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from actions.content.entry import Entry
from actions.content.examples import Example
from actions.content.knowledge_base import KnowledgeBase


@dataclass(frozen=True)
class Checked:
    """The knowledge base, today's date, and the questions that must not be learned."""

    kb: KnowledgeBase
    today: date
    examples: Sequence[Example] = ()
    held_out: Mapping[str, Path] = field(default_factory=dict)  # normal form → file

    @property
    def entries(self) -> list[Entry]:
        """All entries, in the order of their files."""
        return sorted(self.kb.entries.values(), key=lambda entry: entry.path)


def normal(question: str) -> str:
    """A question without what makes no difference: case, marks, spaces."""
    letters = (char if char.isalnum() else " " for char in question.casefold())
    return " ".join("".join(letters).split())
