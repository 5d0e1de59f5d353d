"""Everything that goes out, each kept until it arrived or was given up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.delivery import CARD, LANES, Call, Delivery, DeliveryState, Priority
from actions.domain.ledger import Ledger
from bot.storage.columns import has_words
from bot.storage.inserting import insert_once
from bot.storage.tables import copies, deliveries

COLUMNS = deliveries.c
IS_DUE = COLUMNS.state == DeliveryState.DUE
APART = tuple(sorted(lane.value for lane in LANES))
UNCOUNTED = (Priority.BUTTON.value, Priority.SIGN.value)  # Telegram limits neither
IS_MESSAGE = not_(COLUMNS.priority.in_(APART)) & (COLUMNS.method != CARD)
LANE = case((COLUMNS.priority.in_(APART), COLUMNS.priority), else_=Priority.PERSON.value)
# What keeps its order in a lane: in a private chat everything, in a group what is about one ticket.
MATTER = case((COLUMNS.chat_id < 0, func.coalesce(COLUMNS.ticket_id, 0)), else_=0)
LOST = (DeliveryState.FAILED, DeliveryState.REFUSED)


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

    async def by_cause(self, cause: str) -> Delivery | None:
        """The delivery that this caused."""
        return next(iter(await self._select(COLUMNS.cause == cause)), None)

    async def heads(self, now: datetime, limit: int = 100) -> list[Delivery]:
        """The first due delivery of each lane that may go; by priority, then age."""
        may_go = or_(COLUMNS.not_before.is_(None), COLUMNS.not_before <= now)
        first = select(func.min(COLUMNS.id)).where(COLUMNS.id.in_(_first_of_queues()), may_go)
        query = select(deliveries).where(COLUMNS.id.in_(first.group_by(COLUMNS.chat_id, LANE)))
        ordered = query.order_by(COLUMNS.priority, COLUMNS.id).limit(limit)
        rows = (await self._connection.execute(ordered)).mappings()
        return [_delivery(row) for row in rows]

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next head that must wait may go, after now; None if none waits."""
        is_head = COLUMNS.id.in_(_first_of_queues())
        query = select(func.min(COLUMNS.not_before)).where(is_head, COLUMNS.not_before > now)
        moment: datetime | None = await self._connection.scalar(query)
        return moment

    async def begin(self, delivery_id: int) -> None:
        """An attempt starts now: counted before it happens, so that a crash shows."""
        repeated = or_(COLUMNS.repeated, COLUMNS.in_flight)
        attempts = COLUMNS.attempts + 1
        await self._change(delivery_id, attempts=attempts, repeated=repeated, in_flight=True)

    async def sent(self, delivery_id: int, at: datetime, message_id: int | None) -> None:
        """It arrived, and never goes again."""
        news = {"state": DeliveryState.SENT, "sent_at": at, "message_id": message_id}
        await self._change(delivery_id, **news, in_flight=False)

    async def failed(self, delivery_id: int, error: str, *, refused: bool = False) -> None:
        """Given up, visibly; refused: nobody is there to get it."""
        state = DeliveryState.REFUSED if refused else DeliveryState.FAILED
        await self._change(delivery_id, state=state, error=error, in_flight=False)

    async def postponed(
        self, delivery_id: int, until: datetime, error: str, *, unsure: bool = False
    ) -> None:
        """Not before then; what follows it in its queue waits as well."""
        await self._change(delivery_id, not_before=until, error=error, in_flight=unsure)

    async def hold(self, chat_id: int, lane: Priority | None, until: datetime) -> None:
        """Everything that is due there waits as long, whatever its ticket."""
        same = (Priority.PERSON if lane is None else lane).value
        sooner = or_(COLUMNS.not_before.is_(None), COLUMNS.not_before < until)
        there = (COLUMNS.chat_id == chat_id, IS_DUE, LANE.in_((same,)))
        held = update(deliveries).where(*there, sooner)
        await self._connection.execute(held.values(not_before=until))

    async def hurry(self, chat_id: int) -> None:
        """The chat can be reached again: what waits for it may go now."""
        waiting = update(deliveries).where(COLUMNS.chat_id == chat_id, IS_DUE)
        await self._connection.execute(waiting.values(not_before=None))

    async def try_again(self, ticket_id: int) -> int:
        """What a ticket's people did not get is due once more; how many that are."""
        lost = (COLUMNS.ticket_id == ticket_id, COLUMNS.state.in_(LOST), IS_MESSAGE)
        again = update(deliveries).where(*lost)
        news = {"state": DeliveryState.DUE, "not_before": None, "attempts": 0}
        return (await self._connection.execute(again.values(**news))).rowcount

    async def of_ticket(self, ticket_id: int, chat_id: int | None = None) -> list[Delivery]:
        """What is due for a ticket, in order, in one chat or in any."""
        here = [] if chat_id is None else [COLUMNS.chat_id == chat_id]
        return await self._select(COLUMNS.ticket_id == ticket_id, IS_DUE, *here)

    async def put_last(self, delivery_id: int, chat_id: int) -> int:
        """A due one goes behind all others, to that chat; its new number."""
        old = await self.get(delivery_id)
        if old is None or old.state is not DeliveryState.DUE:
            message = f"delivery {delivery_id} is not due"
            raise LookupError(message)
        aside = update(deliveries).where(COLUMNS.id == delivery_id)
        await self._connection.execute(aside.values(cause=f"{old.cause} (moved {delivery_id})"))
        values = _values(old) | {"chat_id": chat_id}
        added = insert(deliveries).values(**values).returning(COLUMNS.id)
        new = int((await self._connection.execute(added)).scalar_one())
        carried = update(copies).where(copies.c.delivery_id == delivery_id)
        await self._connection.execute(carried.values(delivery_id=new, chat_id=chat_id))
        await self._connection.execute(delete(deliveries).where(COLUMNS.id == delivery_id))
        return new

    async def ledger(self, ticket_id: int | None = None) -> Ledger:
        """What became of a ticket's messages, or of everybody's; signs and taps are none."""
        ours = [IS_MESSAGE] if ticket_id is None else [IS_MESSAGE, COLUMNS.ticket_id == ticket_id]
        query = select(COLUMNS.state, func.count()).where(*ours).group_by(COLUMNS.state)
        counts = {row[0].value: row[1] for row in await self._connection.execute(query)}
        twice = select(func.count()).where(*ours, COLUMNS.repeated)
        twice = twice.where(COLUMNS.state == DeliveryState.SENT)
        lost = select(COLUMNS.error).where(*ours, COLUMNS.state.in_(LOST))
        errors = await self._connection.scalars(lost.order_by(COLUMNS.id.desc()).limit(3))
        return Ledger(
            **counts,
            repeated=await self._connection.scalar(twice) or 0,
            errors=tuple(dict.fromkeys(error for error in errors if error)),
        )

    async def sent_since(self, since: datetime) -> list[tuple[int, datetime]]:
        """(chat, moment) of each sent one that counts, oldest first; limits outlive a restart."""
        counts = (COLUMNS.state == DeliveryState.SENT, not_(COLUMNS.priority.in_(UNCOUNTED)))
        query = select(COLUMNS.chat_id, COLUMNS.sent_at).where(*counts, COLUMNS.sent_at >= since)
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


def _first_of_queues() -> Select[tuple[int]]:
    # By number, not by time: a clock that is set back must not reorder a chat.
    return select(func.min(COLUMNS.id)).where(IS_DUE).group_by(COLUMNS.chat_id, LANE, MATTER)


def _values(delivery: Delivery) -> dict[str, Any]:
    values = vars(delivery) | {"priority": int(delivery.priority)}
    call = {"method": delivery.call.method, "params": dict(delivery.call.params)}
    return {name: values[name] for name in values.keys() - {"id", "call"}} | call


def _delivery(row: RowMapping) -> Delivery:
    values = dict(row)
    call = Call(values.pop("method"), values.pop("params"))
    return Delivery(call=call, priority=Priority(values.pop("priority")), **values)
