"""Remembers in which state of all files the checks found no error: starts take seconds."""

import contextlib
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.config import PROJECT

CONTENT = ("knowledge", "nlu_data", "bot/locale", "tests/understanding")  # of the project
PROGRAM = ("actions", "bot")  # with its own words, which a project may lack
LIBRARIES = "requirements/bot.txt"
MEMORY = Path(".rasa") / "sound"  # beside what else can be made again


def state_of(project: Path, today: date, program: Path = PROJECT) -> str:
    """A digest of everything that the checks depend on: files, code, libraries and the day."""
    digest = hashlib.sha256(f"{today} {sys.version}".encode())
    for root, path in (*_content(project), *_program(program)):
        digest.update(f"\0{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(_bytes(path)).digest())
    return digest.hexdigest()


@dataclass(frozen=True)
class Soundness:
    """What is known of one project; whatever can't be read or written is checked again."""

    project: Path

    def is_known(self, state: str) -> bool:
        """Whether the checks found no error when everything was so."""
        try:
            return (self.project / MEMORY).read_text("ascii") == state
        except (OSError, UnicodeDecodeError):
            return False

    def remember(self, state: str) -> None:
        """The checks found no error when everything was so."""
        path = self.project / MEMORY
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            path.write_text(state, "ascii")


def _content(project: Path) -> Iterator[tuple[Path, Path]]:
    for folder in CONTENT:
        yield from ((project, path) for path in sorted((project / folder).rglob("*")))


def _program(program: Path) -> Iterator[tuple[Path, Path]]:
    for folder in PROGRAM:
        yield from ((program, path) for path in sorted((program / folder).rglob("*.py")))
    yield from ((program, path) for path in sorted((program / "bot" / "locale").rglob("*")))
    yield program, program / LIBRARIES


def _bytes(path: Path) -> bytes:
    """What a file holds; of a folder, or a file that can't be read, why."""
    try:
        return path.read_bytes()
    except OSError as error:
        return f"{error.errno}".encode()
