"""Remembers what the checks found to have no error, and in which state of all files.

It is kept as Python keeps compiled modules: made by us, beside what else can be made again,
and thrown away as soon as a file, the program or the day is another.
"""

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions.content.knowledge_base import KnowledgeBase
from bot.config import PROJECT

CONTENT = ("knowledge", "nlu_data", "bot/locale", "tests/understanding")  # of the project
PROGRAM = ("actions", "bot")  # with its own words, which a project may lack
LIBRARIES = "requirements/bot.txt"
MEMORY = Path(".rasa") / "sound"  # beside what else can be made again


def state_of(project: Path, today: date, program: Path = PROJECT) -> str:
    """A digest of everything that the checks depend on: files, code, libraries and the day."""
    digest = hashlib.sha256(f"{today} {sys.version} {project}".encode())
    for root, path in (*_content(project), *_program(program)):
        digest.update(f"\0{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(_bytes(path)).digest())
    return digest.hexdigest()


@dataclass(frozen=True)
class Soundness:
    """What is known of one project; whatever can't be read or written is checked again."""

    project: Path

    def recall(self, state: str) -> KnowledgeBase | None:
        """What was read when everything was so and the checks found no error."""
        try:
            known, _, kept = (self.project / MEMORY).read_bytes().partition(b"\n")
            found = pickle.loads(kept) if known.decode() == state else None  # noqa: S301 -- ours
        except Exception:  # noqa: BLE001 -- what is damaged raises anything
            return None
        return found if isinstance(found, KnowledgeBase) else None

    def remember(self, state: str, kb: KnowledgeBase) -> None:
        """The checks found no error in this when everything was so."""
        path = self.project / MEMORY
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            begun = path.with_suffix(f".{os.getpid()}")
            begun.write_bytes(f"{state}\n".encode() + pickle.dumps(kb))
            begun.replace(path)


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
