"""The last lines of each conversation."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.turn import Speaker, Turn
from bot.storage.tables import turns


class SqlTurns:
    """Implements `ports.Turns` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, turn: Turn) -> None:
        """Write it under the others."""
        await self._connection.execute(insert(turns).values(**vars(turn)))

    async def last(self, person_id: int, count: int) -> list[Turn]:
        """The newest `count`, oldest first."""
        return await self._last(count, turns.c.person_id == person_id)

    async def before(self, person_id: int, moment: datetime, count: int) -> list[Turn]:
        """The newest `count` of those said earlier, oldest first."""
        return await self._last(count, turns.c.person_id == person_id, turns.c.said_at < moment)

    async def tally(self, since: datetime) -> Mapping[str, int]:
        """How often each entry was shown to somebody; one turn may show several."""
        shown = (turns.c.speaker == Speaker.ASSISTANT, turns.c.said_at >= since)
        query = select(turns.c.text, func.count()).where(*shown).group_by(turns.c.text)
        counts = Counter[str]()
        for text, count in (await self._connection.execute(query)).all():
            counts.update(dict.fromkeys(text.split(), count))
        return counts

    async def _last(self, count: int, *where: ColumnElement[bool]) -> list[Turn]:
        said = (turns.c.person_id, turns.c.speaker, turns.c.text, turns.c.said_at)
        query = select(*said).where(*where)
        newest = query.order_by(turns.c.id.desc()).limit(count)
        rows = (await self._connection.execute(newest)).mappings().all()
        return [Turn(**row) for row in reversed(rows)]

    async def forget_before(self, moment: datetime) -> int:
        """Delete the lines that are older."""
        forgotten = delete(turns).where(turns.c.said_at < moment)
        return (await self._connection.execute(forgotten)).rowcount
