"""Everything that goes out, each kept until it arrived or was given up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.delivery import Call, Delivery, DeliveryState, Priority
from bot.storage.columns import has_words
from bot.storage.inserting import insert_once
from bot.storage.tables import deliveries

COLUMNS = deliveries.c
IS_DUE = COLUMNS.state == DeliveryState.DUE


class SqlDeliveries:
    """Implements `ports.Deliveries` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, delivery: Delivery) -> bool:
        """Store it; False if its cause was stored before."""
        return await insert_once(self._connection, COLUMNS.cause, _values(delivery))

    async def get(self, delivery_id: int) -> Delivery | None:
        """The delivery of this number."""
        return next(iter(await self._select(COLUMNS.id == delivery_id)), None)

    async def heads(self, now: datetime, limit: int = 100) -> list[Delivery]:
        """The first due delivery of each lane, if it may go; by priority, then age."""
        may_go = or_(COLUMNS.not_before.is_(None), COLUMNS.not_before <= now)
        query = select(deliveries).where(COLUMNS.id.in_(_first_of_lanes()), may_go)
        ordered = query.order_by(COLUMNS.priority, COLUMNS.id).limit(limit)
        rows = (await self._connection.execute(ordered)).mappings()
        return [_delivery(row) for row in rows]

    async def next_due(self) -> datetime | None:
        """When the next postponed head may go; None if none waits."""
        query = select(func.min(COLUMNS.not_before)).where(COLUMNS.id.in_(_first_of_lanes()))
        moment: datetime | None = await self._connection.scalar(query)
        return moment

    async def begin(self, delivery_id: int) -> None:
        """An attempt starts now: counted before it happens, so that a crash shows."""
        await self._change(delivery_id, attempts=COLUMNS.attempts + 1)

    async def sent(self, delivery_id: int, at: datetime, message_id: int | None) -> None:
        """It arrived, and never goes again."""
        news = {"state": DeliveryState.SENT, "sent_at": at, "message_id": message_id}
        await self._change(delivery_id, **news)

    async def failed(self, delivery_id: int, error: str) -> None:
        """Given up, visibly."""
        await self._change(delivery_id, state=DeliveryState.FAILED, error=error)

    async def postponed(self, delivery_id: int, until: datetime, error: str) -> None:
        """Not before then; what follows it in its chat waits as well."""
        await self._change(delivery_id, not_before=until, error=error)

    async def sent_since(self, since: datetime) -> list[tuple[int, datetime]]:
        """(chat, moment) of each sent one, oldest first; limits outlive a restart."""
        is_sent = COLUMNS.state == DeliveryState.SENT
        query = select(COLUMNS.chat_id, COLUMNS.sent_at).where(is_sent, COLUMNS.sent_at >= since)
        rows = await self._connection.execute(query.order_by(COLUMNS.sent_at, COLUMNS.id))
        return [(row.chat_id, row.sent_at) for row in rows]

    async def by_message(self, chat_id: int, message_id: int) -> Delivery | None:
        """The delivery that became this message, not one that edited it later."""
        here = (COLUMNS.chat_id == chat_id, COLUMNS.message_id == message_id)
        return next(iter(await self._select(*here)), None)

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id: what is due there goes to the new one."""
        moved = update(deliveries).where(COLUMNS.chat_id == old, IS_DUE).values(chat_id=new)
        await self._connection.execute(moved)

    async def count(self) -> Mapping[str, int]:
        """How many there are in each state, also where there are none."""
        query = select(COLUMNS.state, func.count()).group_by(COLUMNS.state)
        found = {row[0]: row[1] for row in await self._connection.execute(query)}
        return {state.value: found.get(state, 0) for state in DeliveryState}

    async def forget_before(self, moment: datetime) -> int:
        """Empty what went out earlier; its cause and its message stay known."""
        is_over = (COLUMNS.created_at < moment, COLUMNS.state != DeliveryState.DUE)
        emptied = update(deliveries).where(*is_over, has_words(COLUMNS.params)).values(params={})
        return (await self._connection.execute(emptied)).rowcount

    async def _select(self, *where: ColumnElement[bool]) -> list[Delivery]:
        query = select(deliveries).where(*where).order_by(COLUMNS.id)
        return [_delivery(row) for row in (await self._connection.execute(query)).mappings()]

    async def _change(self, delivery_id: int, **values: Any) -> None:  # noqa: ANN401 -- a column's
        changed = update(deliveries).where(COLUMNS.id == delivery_id, IS_DUE).values(**values)
        if (await self._connection.execute(changed)).rowcount == 0:
            message = f"delivery {delivery_id} is not due"  # what was sent stays sent
            raise LookupError(message)


def _first_of_lanes() -> Select[tuple[int]]:
    # By number, not by time: a clock that is set back must not reorder a chat.
    is_tap = case((COLUMNS.priority == Priority.BUTTON.value, 1), else_=0)
    return select(func.min(COLUMNS.id)).where(IS_DUE).group_by(COLUMNS.chat_id, is_tap)


def _values(delivery: Delivery) -> dict[str, Any]:
    values = vars(delivery) | {"priority": int(delivery.priority)}
    call = {"method": delivery.call.method, "params": dict(delivery.call.params)}
    return {name: values[name] for name in values.keys() - {"id", "call"}} | call


def _delivery(row: RowMapping) -> Delivery:
    values = dict(row)
    call = Call(values.pop("method"), values.pop("params"))
    return Delivery(call=call, priority=Priority(values.pop("priority")), **values)
