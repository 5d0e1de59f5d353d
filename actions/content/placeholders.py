"""Places in an answer where the value of a fact is put: `{name}`, or `{name:KZ}` for a case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?::(?P<case>[A-Za-z][A-Za-z0-9_]*))?\}")
BRACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class Placeholder:
    """One place."""

    name: str
    case: str | None
    start: int
    end: int

    def __str__(self) -> str:
        return f"{{{self.name}:{self.case}}}" if self.case else f"{{{self.name}}}"


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every place, in order."""
    for found in PLACEHOLDER.finditer(text):
        yield Placeholder(found["name"], found["case"], found.start(), found.end())


def stray_braces(text: str) -> Iterator[int]:
    """Where braces stand that belong to no placeholder."""
    rest = PLACEHOLDER.sub(lambda found: " " * len(found[0]), text)
    for found in BRACE.finditer(rest):
        yield found.start()
