"""What is known of feeds, and which of their items were spoken of before."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.news import FeedMemory
from bot.storage.announcement_tables import feeds, news
from bot.storage.inserting import insert_once, put


class SqlFeeds:
    """Implements `registers.Feeds` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, address: str) -> FeedMemory:
        """What is known of the feed at an address."""
        query = select(feeds).where(feeds.c.address == address)
        row = (await self._connection.execute(query)).mappings().first()
        return FeedMemory(**row) if row else FeedMemory(address)

    async def save(self, memory: FeedMemory) -> None:
        """Add or replace."""
        await put(self._connection, feeds, vars(memory))

    async def seen(self, keys: Collection[str]) -> frozenset[str]:
        """Which of these were spoken of before."""
        query = select(news.c.key).where(news.c.key.in_(keys))
        return frozenset(await self._connection.scalars(query))

    async def remember(self, keys: Collection[str], at: datetime) -> None:
        """They are not spoken of again."""
        for key in sorted(keys):
            await insert_once(self._connection, news.c.key, {"key": key, "seen_at": at})
