"""What the model made of questions on tickets, and answers that go to several people."""

from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.batch import Batch
from actions.domain.meaning import Meaning
from bot.storage.inserting import insert_once
from bot.storage.register_tables import batches, meanings
from bot.storage.tables import tickets


class SqlMeanings:
    """Implements `registers.Meanings` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def save(self, ticket_id: int, meaning: Meaning) -> None:
        """Keep it; the first one of a ticket stays."""
        values = {"ticket_id": ticket_id, "ranking": dict(meaning)}
        await insert_once(self._connection, meanings.c.ticket_id, values)

    async def of(self, ticket_id: int) -> Meaning:
        """What a ticket's question may be after; nothing, if that is not known."""
        query = select(meanings.c.ranking).where(meanings.c.ticket_id == ticket_id)
        return await self._connection.scalar(query) or {}

    async def of_open(self, but_person: int, limit: int = 2000) -> list[tuple[int, Meaning]]:
        """Those of other people's tickets that are owed a reply, the oldest first."""
        query = select(meanings.c.ticket_id, meanings.c.ranking)
        query = query.join(tickets, tickets.c.id == meanings.c.ticket_id)
        owed = (tickets.c.owed_since.is_not(None), tickets.c.person_id != but_person)
        rows = await self._connection.execute(
            query.where(*owed).order_by(tickets.c.owed_since).limit(limit)
        )
        return [(row[0], row[1]) for row in rows]


class SqlBatches:
    """Implements `registers.Batches` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, batch: Batch) -> Batch:
        """Store it; returns it with its number."""
        added = insert(batches).values(**_values(batch)).returning(batches.c.id)
        return replace(batch, id=(await self._connection.execute(added)).scalar_one())

    async def get(self, batch_id: int) -> Batch | None:
        """The batch of that number."""
        query = select(batches).where(batches.c.id == batch_id)
        row = (await self._connection.execute(query)).mappings().first()
        if row is None:
            return None
        lists = {name: tuple(row[name]) for name in ("members", "entries")}
        return Batch(**(dict(row) | lists))

    async def save(self, batch: Batch) -> None:
        """Replace what was stored under its number."""
        saved = update(batches).where(batches.c.id == batch.id).values(**_values(batch))
        await self._connection.execute(saved)


def _values(batch: Batch) -> dict[str, Any]:
    values = {name: value for name, value in vars(batch).items() if name != "id"}
    return values | {"members": list(batch.members), "entries": list(batch.entries)}
