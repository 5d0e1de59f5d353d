"""Reads a feed in a process of its own: what takes too long or too much memory ends alone."""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any

from actions.domain.news import NewsItem
from bot.news.feed import LARGEST_FEED, read_feed
from bot.processes import end

PATIENCE = 15.0  # seconds of the clock
MOST_MEMORY = 1 << 30  # bytes of address space
MOST_SECONDS = 10  # of the processor
LARGEST_RESULT = 1 << 20  # bytes
THIS = "bot.news.apart"
NICE = 10


async def read_apart(data: bytes, patience: float = PATIENCE) -> list[NewsItem]:
    """What `read_feed` finds; nothing if that takes too long, or its process dies."""
    try:
        process = await _start()
    except OSError:  # no room for one more process
        return []
    try:
        async with asyncio.timeout(patience):
            result, _ = await process.communicate(data[:LARGEST_FEED])
    except (TimeoutError, OSError):
        return []
    finally:
        await end(process, patience=0)
    return _unpacked(result) if process.returncode == 0 else []


async def _start() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-X", "utf8", "-m", THIS),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


def _unpacked(result: bytes) -> list[NewsItem]:
    if len(result) > LARGEST_RESULT:
        return []
    try:
        return [_item(each) for each in json.loads(result)]
    except (ValueError, TypeError, KeyError):
        return []


def _item(fields: dict[str, Any]) -> NewsItem:
    published = fields["published"]
    moment = datetime.fromisoformat(published) if published else None
    return NewsItem(
        tuple(fields["keys"]), fields["title"], fields["excerpt"], fields["link"], moment
    )


def main() -> None:
    """The process: a feed on standard input, its items as JSON on standard output."""
    _limit_self()
    items = read_feed(sys.stdin.buffer.read(LARGEST_FEED))
    json.dump([asdict(item) for item in items], sys.stdout, default=datetime.isoformat)


def _limit_self() -> None:
    """Only where the system can; elsewhere the clock of the parent is the limit."""
    try:
        import os  # noqa: PLC0415 -- only this process needs both
        import resource  # noqa: PLC0415 -- not everywhere

        os.nice(NICE)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    main()
