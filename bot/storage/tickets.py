"""Every handoff, open or over."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.ticket import Ticket
from bot.storage.tables import tickets


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
        here = (tickets.c.chat_id == chat_id, tickets.c.thread_id == thread_id)
        return await self._first(select(tickets).where(*here))

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id; forum topics there are new ones, so these are forgotten."""
        moved = update(tickets).where(tickets.c.chat_id == old)
        await self._connection.execute(moved.values(chat_id=new, thread_id=None))

    async def forget_before(self, moment: datetime) -> int:
        """Empty the questions of tickets that nobody touched since."""
        is_over = (tickets.c.changed_at < moment, tickets.c.question != "")
        emptied = update(tickets).where(*is_over).values(question="")
        return (await self._connection.execute(emptied)).rowcount

    async def _first(self, query: Select[Any]) -> Ticket | None:
        newest = query.order_by(tickets.c.id.desc()).limit(1)
        row = (await self._connection.execute(newest)).mappings().first()
        return Ticket(**row) if row else None


def _values(ticket: Ticket) -> dict[str, Any]:
    return {name: value for name, value in vars(ticket).items() if name != "id"}
