"""One finding at `file:line`, written for an editor."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

TODO = "TODO"  # begins a text that somebody still has to write


class Severity(StrEnum):
    """Errors stop a release; warnings are only shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at a place, and what to write instead."""

    path: Path
    line: int
    message: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether the knowledge base must not be used with it."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        mark = "" if self.is_error else "warning: "
        return f"{self.path}:{self.line}: {mark}{self.message}"


def warning(path: Path, line: int, message: str) -> Problem:
    """A problem that is shown, but stops nothing."""
    return Problem(path, line, message, Severity.WARNING)
