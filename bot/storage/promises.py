"""By when students were told that a person answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.deed import Verb
from actions.domain.promise import Promise, Step
from actions.domain.ticket import Ticket
from bot.storage.inserting import put
from bot.storage.register_tables import promises
from bot.storage.tables import deeds, tickets

BY_A_PERSON = (Verb.REPLY, Verb.SEND_ENTRY, Verb.SEND_CANNED)
REPLIES = 5  # to one ticket, seldom more
PLANNED = promises.c.next_at.is_not(None)


class SqlPromises:
    """Implements `registers.Promises` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, ticket_id: int) -> Promise | None:
        """What was promised last for this ticket."""
        query = select(promises).where(promises.c.ticket_id == ticket_id)
        row = (await self._connection.execute(query)).mappings().first()
        return _promise(dict(row)) if row else None

    async def save(self, promise: Promise) -> None:
        """Add or replace."""
        await put(self._connection, promises, vars(promise) | {"step": int(promise.step)})

    async def due(self, now: datetime, limit: int = 100) -> list[Promise]:
        """Those that must be looked at by now, the earliest first."""
        query = select(promises).where(PLANNED, promises.c.next_at <= now)
        ordered = query.order_by(promises.c.next_at, promises.c.ticket_id).limit(limit)
        rows = (await self._connection.execute(ordered)).mappings()
        return [_promise(dict(row)) for row in rows]

    async def next_due(self) -> datetime | None:
        """When there is something to look at; None if there is nothing."""
        query = select(func.min(promises.c.next_at)).where(PLANNED)
        moment: datetime | None = await self._connection.scalar(query)
        return moment

    async def place(self, ticket: Ticket) -> int:
        """How many of its desk's tickets are answered before it, plus one."""
        if ticket.owed_since is None:
            return 1
        waiting = (tickets.c.desk == ticket.desk, tickets.c.owed_since.is_not(None))
        is_earlier = tickets.c.owed_since < ticket.owed_since
        before = is_earlier if ticket.urgent else or_(is_earlier, tickets.c.urgent)
        others = [*waiting, tickets.c.id != ticket.id, before]
        if ticket.urgent:
            others.append(tickets.c.urgent)
        query = select(func.count()).select_from(tickets).where(*others)
        return 1 + (await self._connection.scalar(query) or 0)

    async def first_replies(
        self, since: datetime, limit: int
    ) -> Sequence[tuple[datetime, datetime]]:
        """(asked, first answered by a person) of the newest tickets since then."""
        is_reply = (deeds.c.verb.in_(BY_A_PERSON), deeds.c.ticket_id.is_not(None))
        query = select(deeds.c.ticket_id, deeds.c.at).where(deeds.c.at >= since, *is_reply)
        newest = query.order_by(deeds.c.at.desc()).limit(REPLIES * limit)
        replied = {row[0]: row[1] for row in await self._connection.execute(newest)}  # the first
        if not replied:
            return []
        query = select(tickets.c.id, tickets.c.opened_at).where(tickets.c.id.in_(replied))
        asked = await self._connection.execute(query.where(tickets.c.opened_at >= since))
        found = [(row[1], replied[row[0]]) for row in asked]
        return sorted(found, key=lambda pair: pair[1], reverse=True)[:limit]


def _promise(values: dict[str, object]) -> Promise:
    return Promise(**(values | {"step": Step(int(str(values["step"])))}))  # type: ignore[arg-type]
