"""A running bot takes over changed answers within seconds: whole, or not at all."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import Problem
from actions.errors import InvalidKnowledge
from actions.library import Library

INTERVAL = 2.0  # seconds
log = structlog.get_logger()

Load = Callable[[], KnowledgeBase]  # raises InvalidKnowledge
Stamp = frozenset[tuple[str, int, int]]


class KnowledgeWatch:
    """Looks at the files; takes over what is sound."""

    def __init__(self, folder: Path, library: Library, load: Load) -> None:
        self._folder, self._library, self._load = folder, library, load
        self._seen = stamp_of(folder)

    async def run(self) -> None:
        """Look every two seconds, until cancelled."""
        while True:
            await asyncio.sleep(INTERVAL)
            await self.look()

    async def look(self) -> bool:
        """Look once; whether something new was taken over."""
        stamp = await asyncio.to_thread(stamp_of, self._folder)
        if stamp == self._seen:
            return False
        self._seen = stamp
        try:
            kb = await asyncio.to_thread(self._load)
        except InvalidKnowledge as error:
            _complain(error)
            return False
        except Exception as error:  # noqa: BLE001 -- whatever it is, the next change is looked at
            log.error("knowledge_not_taken_over", problem=f"{type(error).__name__}: {error}")
            return False
        self._library.swap(kb)
        log.info("knowledge_taken_over", entries=len(kb.entries))
        return True


def stamp_of(folder: Path) -> Stamp:
    """What changes when a file does: names, times and sizes."""
    stamp = set()
    for path in folder.rglob("*"):
        try:
            status = path.stat()
        except OSError:
            continue  # gone in this very moment; the next look will tell
        if path.suffix in {".md", ".yml"}:
            stamp.add((str(path), status.st_mtime_ns, status.st_size))
    return frozenset(stamp)


def _complain(error: InvalidKnowledge) -> None:
    for problem in error.problems:
        if not isinstance(problem, Problem) or problem.is_error:
            log.error("knowledge_not_taken_over", problem=str(problem))
