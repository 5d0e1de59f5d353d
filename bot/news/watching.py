"""Looks at a feed now and then; whatever it says, the bot goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from actions.domain.news import FeedMemory, NewsItem
from actions.ports import Clock, Workroom
from actions.proposing import Proposing
from bot.news.apart import read_apart
from bot.news.fetcher import FeedFetcher, Fetched, NotFetched, Validators

INTERVAL = 900.0  # seconds between two looks
SOON = 60.0  # seconds, after a look that came to nothing
GRACE = 5.0  # seconds after the start: people come first
UNREADABLE = "nothing in it is news"
log = structlog.get_logger()

Read = Callable[[bytes], Awaitable[list[NewsItem]]]


class FeedWatch:
    """Items that nobody has seen become drafts; nothing is sent."""

    def __init__(
        self,
        address: str,
        fetcher: FeedFetcher,
        proposing: Proposing,
        *,
        workroom: Workroom,
        clock: Clock,
        wake_sender: Callable[[], None],
        read: Read = read_apart,
    ) -> None:
        self._address, self._fetcher, self._read = address, fetcher, read
        self._proposing, self._workroom = proposing, workroom
        self._clock, self._wake_sender = clock, wake_sender

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.sleep(GRACE)
        while True:
            try:
                pause = await self.look()
            except Exception as error:  # noqa: BLE001 -- the next look may be luckier
                log.error("feed_stumbled", reason=f"{type(error).__name__}: {error}")
                pause = SOON
            await asyncio.sleep(pause)

    async def look(self) -> float:
        """Once; the seconds until the next look."""
        async with self._workroom() as work:
            feed = await work.feeds.get(self._address)
        outcome = await self._fetcher.fetch(Validators(feed.etag, feed.last_modified))
        match outcome:
            case Fetched():
                return await self._take(feed, outcome)
            case NotFetched(reason=reason):
                return await self._trouble(feed, reason)
        async with self._workroom() as work:
            await work.feeds.save(replace(feed, failures=0))
        return INTERVAL

    async def _take(self, feed: FeedMemory, fetched: Fetched) -> float:
        items = await self._read(fetched.data)
        if not items:
            return await self._trouble(feed, UNREADABLE)
        async with self._workroom() as work:
            is_all = await self._proposing.propose(work, feed, items, self._clock())
            # What waits would be hidden by “nothing has changed”.
            given = fetched.validators if is_all else Validators()
            known = replace(feed, failures=0, was_read=True)
            known = replace(known, etag=given.etag, last_modified=given.last_modified)
            await work.feeds.save(known)
        self._wake_sender()
        return INTERVAL

    async def _trouble(self, feed: FeedMemory, reason: str) -> float:
        log.warning("feed_not_read", reason=reason)
        async with self._workroom() as work:
            feed = await self._proposing.not_read(work, feed, reason, self._clock())
        self._wake_sender()
        return SOON if feed.failures == 1 else INTERVAL
