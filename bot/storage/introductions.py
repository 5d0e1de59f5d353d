"""What Telegram was last told to show of the bot."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserting import put
from bot.storage.register_tables import introductions


class SqlIntroductions:
    """Implements `registers.Introductions` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, place: str) -> str | None:
        """The digest of the words that are shown there."""
        query = select(introductions.c.digest).where(introductions.c.place == place)
        return (await self._connection.execute(query)).scalar()

    async def save(self, place: str, digest: str) -> None:
        """Other words are shown there now."""
        await put(self._connection, introductions, {"place": place, "digest": digest})
