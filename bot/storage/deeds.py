"""The audit log: who of the office did what."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.deed import Deed, Verb
from bot.storage.tables import deeds

FIELDS = tuple(column for column in deeds.c if column.name != "id")


class SqlDeeds:
    """Implements `ports.Deeds` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, deed: Deed) -> None:
        """Write it down."""
        await self._connection.execute(insert(deeds).values(**vars(deed)))

    async def last(self, count: int, ticket_id: int | None = None) -> list[Deed]:
        """The newest, newest first."""
        query = select(*FIELDS).order_by(deeds.c.id.desc()).limit(count)
        if ticket_id is not None:
            query = query.where(deeds.c.ticket_id == ticket_id)
        return [Deed(**row) for row in (await self._connection.execute(query)).mappings()]

    async def done_at(self, moment: datetime, verb: Verb) -> Deed | None:
        """What of this kind was done at that very moment."""
        query = select(*FIELDS).where(deeds.c.at == moment, deeds.c.verb == verb).limit(1)
        row = (await self._connection.execute(query)).mappings().first()
        return Deed(**row) if row else None

    async def people_at(self, chat_id: int, count: int) -> list[tuple[int, str]]:
        """Who acted there lately: (id, name), the latest first."""
        latest = func.max(deeds.c.id)
        query = select(deeds.c.actor_id, func.max(deeds.c.actor)).where(
            deeds.c.chat_id == chat_id, deeds.c.actor_id.is_not(None), deeds.c.verb != "refused"
        )
        query = query.group_by(deeds.c.actor_id).order_by(latest.desc()).limit(count)
        return [(row[0], row[1]) for row in await self._connection.execute(query)]

    async def tally(self, since: datetime) -> Mapping[str, int]:
        """How many there were of each verb."""
        query = select(deeds.c.verb, func.count()).where(deeds.c.at >= since)
        rows = await self._connection.execute(query.group_by(deeds.c.verb))
        return {row[0].value: row[1] for row in rows}
