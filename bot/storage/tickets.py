"""Every handoff, open or over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.ticket import Ticket, TicketState
from bot.storage.inserting import put
from bot.storage.tables import tickets, topics

HELD = tickets.c.state == TicketState.STAFF


class SqlTickets:
    """Implements `ports.Tickets` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, ticket: Ticket) -> Ticket:
        """Store it; returns it with its number."""
        added = insert(tickets).values(**_values(ticket)).returning(tickets.c.id)
        return replace(ticket, id=(await self._connection.execute(added)).scalar_one())

    async def get(self, ticket_id: int) -> Ticket | None:
        """The ticket of this number."""
        return await self._first(select(tickets).where(tickets.c.id == ticket_id))

    async def save(self, ticket: Ticket) -> None:
        """Replace what was stored under its number."""
        saved = update(tickets).where(tickets.c.id == ticket.id).values(**_values(ticket))
        if (await self._connection.execute(saved)).rowcount == 0:
            message = f"there is no ticket {ticket.id}"
            raise LookupError(message)

    async def latest_of(self, person_id: int) -> Ticket | None:
        """The person's newest ticket, closed or not."""
        return await self._first(select(tickets).where(tickets.c.person_id == person_id))

    async def in_thread(self, chat_id: int, thread_id: int) -> Ticket | None:
        """The ticket whose forum topic this is."""
        here = (topics.c.chat_id == chat_id, topics.c.thread_id == thread_id)
        known = select(topics.c.ticket_id).where(*here)
        return await self._first(select(tickets).where(tickets.c.id == known.scalar_subquery()))

    async def keep_thread(self, chat_id: int, thread_id: int, ticket_id: int) -> None:
        """This forum topic was opened for this ticket."""
        place = {"chat_id": chat_id, "thread_id": thread_id}
        await put(self._connection, topics, {**place, "ticket_id": ticket_id})

    async def in_state(self, state: TicketState, limit: int = 500) -> list[Ticket]:
        """The tickets in a state, those owed a reply longest first, then the oldest."""
        is_owed = tickets.c.owed_since.is_(None)
        ordered = (is_owed, tickets.c.owed_since, tickets.c.id)
        return await self._select(tickets.c.state == state, order=ordered, limit=limit)

    async def of_member(self, member_id: int) -> list[Ticket]:
        """The tickets that somebody has claimed, oldest first."""
        return await self._select(tickets.c.claimed_by == member_id, HELD)

    async def expired(self, now: datetime) -> list[Ticket]:
        """The tickets whose claim is over by now."""
        return await self._select(HELD, tickets.c.claimed_until <= now)

    async def next_expiry(self) -> datetime | None:
        """When the next claim is over."""
        query = select(func.min(tickets.c.claimed_until)).where(HELD)
        moment: datetime | None = await self._connection.scalar(query)
        return moment

    async def recent(self, count: int) -> list[Ticket]:
        """The newest tickets, newest first."""
        return await self._select(order=(tickets.c.id.desc(),), limit=count)

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id; forum topics there are new ones, so these are forgotten."""
        moved = update(tickets).where(tickets.c.chat_id == old)
        news = {"chat_id": new, "thread_id": None, "card_id": None}
        await self._connection.execute(moved.values(**news))

    async def forget_before(self, moment: datetime) -> int:
        """Empty the questions of tickets that nobody touched since."""
        is_over = (tickets.c.changed_at < moment, tickets.c.question != "")
        emptied = update(tickets).where(*is_over).values(question="")
        return (await self._connection.execute(emptied)).rowcount

    async def _select(
        self,
        *where: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = (tickets.c.id,),
        limit: int = 500,
    ) -> list[Ticket]:
        query = select(tickets).where(*where).order_by(*order).limit(limit)
        return [Ticket(**row) for row in (await self._connection.execute(query)).mappings()]

    async def _first(self, query: Select[Any]) -> Ticket | None:
        newest = query.order_by(tickets.c.id.desc()).limit(1)
        row = (await self._connection.execute(newest)).mappings().first()
        return Ticket(**row) if row else None


def _values(ticket: Ticket) -> dict[str, Any]:
    return {name: value for name, value in vars(ticket).items() if name != "id"}
