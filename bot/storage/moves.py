"""Groups that became supergroups, and have another id since."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserting import put
from bot.storage.tables import moves


class SqlMoves:
    """Implements `ports.Moves` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def record(self, old: int, new: int) -> None:
        """The chat `old` is `new` from now on; the last word counts."""
        await put(self._connection, moves, {"old": old, "new": new})

    async def current(self, chat_id: int) -> int:
        """Where that chat lives today, over any number of moves."""
        passed = {chat_id}
        while (new := await self._next(chat_id)) is not None and new not in passed:
            passed.add(new)  # a circle, which Telegram should never send, must not hang us
            chat_id = new
        return chat_id

    async def _next(self, chat_id: int) -> int | None:
        new: int | None = await self._connection.scalar(
            select(moves.c.new).where(moves.c.old == chat_id)
        )
        return new
