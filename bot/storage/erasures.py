"""What must be taken away from staff groups, and whose wish that is."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.erasure import Erasure, ErasureState, Receipt, Trace, Wish
from bot.storage.register_tables import erasures, wishes

IS_DUE = erasures.c.state == ErasureState.DUE
PLACE = ("chat_id", "thread_id", "message_ids")


class SqlErasures:
    """Implements `registers.Erasures` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def wish(self, wish: Wish) -> Wish:
        """Store it; returns it with its number."""
        values = {name: value for name, value in vars(wish).items() if name != "id"}
        added = insert(wishes).values(**values).returning(wishes.c.id)
        return replace(wish, id=(await self._connection.execute(added)).scalar_one())

    async def wishes_of(self, person_id: int) -> list[Wish]:
        """The person's wishes that have no receipt yet."""
        query = select(wishes).where(wishes.c.person_id == person_id).order_by(wishes.c.id)
        return [Wish(**row) for row in (await self._connection.execute(query)).mappings()]

    async def add(self, erasure: Erasure) -> None:
        """Store it."""
        await self._connection.execute(insert(erasures).values(**_values(erasure)))

    async def save(self, erasure: Erasure) -> None:
        """Replace what was stored under its number; where it was is not kept longer than needed."""
        saved = update(erasures).where(erasures.c.id == erasure.id).values(**_values(erasure))
        await self._connection.execute(saved)

    async def due(self, now: datetime, limit: int = 20) -> list[Erasure]:
        """Those that may be tried now, in order."""
        may_go = or_(erasures.c.not_before.is_(None), erasures.c.not_before <= now)
        query = select(erasures).where(IS_DUE, may_go).order_by(erasures.c.id).limit(limit)
        return [_erasure(row) for row in (await self._connection.execute(query)).mappings()]

    async def next_due(self) -> datetime | None:
        """When the next may be tried, or a receipt be written; None if there is none."""
        moment = func.min(func.coalesce(erasures.c.not_before, erasures.c.asked_at))
        due: datetime | None = await self._connection.scalar(select(moment).where(IS_DUE))
        if await self.fulfilled():
            asked: datetime | None = await self._connection.scalar(
                select(func.min(wishes.c.asked_at))
            )
            return min((each for each in (due, asked) if each), default=None)
        return due

    async def fulfilled(self) -> list[tuple[Wish, Receipt]]:
        """The wishes of which everything is done."""
        query = select(wishes).order_by(wishes.c.id)
        found = [Wish(**row) for row in (await self._connection.execute(query)).mappings()]
        receipts = [(wish, await self._receipt(wish)) for wish in found]
        return [(wish, receipt) for wish, receipt in receipts if receipt]

    async def _receipt(self, wish: Wish) -> Receipt | None:
        ours = erasures.c.request_id == wish.id
        rows = await self._connection.execute(select(erasures).where(ours).order_by(erasures.c.id))
        return Receipt.of(wish.rows, map(_erasure, rows.mappings()))

    async def received(self, wish: Wish) -> None:
        """The receipt is on its way: who wished it is no longer known."""
        await self._connection.execute(delete(erasures).where(erasures.c.request_id == wish.id))
        await self._connection.execute(delete(wishes).where(wishes.c.id == wish.id))


def _values(erasure: Erasure) -> dict[str, Any]:
    values = {name: value for name, value in vars(erasure).items() if name not in ("id", "trace")}
    trace = erasure.trace
    place = {"chat_id": trace.chat_id, "thread_id": trace.thread_id}
    return values | place | {"message_ids": list(trace.message_ids)}


def _erasure(row: RowMapping) -> Erasure:
    values = dict(row)
    chat_id, thread_id, message_ids = (values.pop(name) for name in PLACE)
    return Erasure(trace=Trace(chat_id, thread_id, tuple(message_ids)), **values)
