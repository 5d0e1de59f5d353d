"""Staff groups that can't be reached at present."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserting import insert_once
from bot.storage.tables import outages


class SqlOutages:
    """Implements `ports.Outages` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, chat_id: int, since: datetime, reason: str) -> bool:
        """It can't be reached; False if that was known."""
        values = {"chat_id": chat_id, "since": since, "reason": reason}
        return await insert_once(self._connection, outages.c.chat_id, values)

    async def end(self, chat_id: int) -> bool:
        """It can be reached again; False if it could."""
        ended = delete(outages).where(outages.c.chat_id == chat_id)
        return (await self._connection.execute(ended)).rowcount > 0

    async def is_down(self, chat_id: int) -> bool:
        """Whether it can't be reached."""
        query = select(outages.c.chat_id).where(outages.c.chat_id == chat_id)
        return await self._connection.scalar(query) is not None

    async def all(self) -> list[tuple[int, str]]:
        """(chat, reason) of each."""
        query = select(outages.c.chat_id, outages.c.reason).order_by(outages.c.since)
        return [(row[0], row[1]) for row in await self._connection.execute(query)]
