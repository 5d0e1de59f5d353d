"""An in-memory queue of deliveries that keeps the promises of `actions.ports`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.domain.delivery import Delivery, DeliveryState, Priority
from tests.fake_repositories import FakeTickets, as_json


class FakeDeliveries:
    """Deliveries by number."""

    def __init__(self, tickets: FakeTickets) -> None:
        self.stored: dict[int, Delivery] = {}
        self._tickets = tickets

    async def add(self, delivery: Delivery) -> bool:
        if any(delivery.cause == other.cause for other in self.stored.values()):
            return False
        if delivery.ticket_id is not None and delivery.ticket_id not in self._tickets.stored:
            message = f"there is no ticket {delivery.ticket_id}"  # a foreign key elsewhere
            raise LookupError(message)
        call = replace(delivery.call, params=as_json(delivery.call.params))
        number = len(self.stored) + 1
        self.stored[number] = replace(delivery, id=number, call=call)
        return True

    async def get(self, delivery_id: int) -> Delivery | None:
        return self.stored.get(delivery_id)

    async def heads(self, now: datetime, limit: int = 100) -> list[Delivery]:
        may_go = [h for h in self._heads() if h.not_before is None or h.not_before <= now]
        return sorted(may_go, key=lambda head: (head.priority, head.id))[:limit]

    async def next_due(self) -> datetime | None:
        return min((head.not_before for head in self._heads() if head.not_before), default=None)

    async def begin(self, delivery_id: int) -> None:
        self._change(delivery_id, attempts=self._due(delivery_id).attempts + 1)

    async def sent(self, delivery_id: int, at: datetime, message_id: int | None) -> None:
        state = DeliveryState.SENT
        self._change(delivery_id, state=state, sent_at=at, message_id=message_id)

    async def failed(self, delivery_id: int, error: str) -> None:
        self._change(delivery_id, state=DeliveryState.FAILED, error=error)

    async def postponed(self, delivery_id: int, until: datetime, error: str) -> None:
        self._change(delivery_id, not_before=until, error=error)

    async def sent_since(self, since: datetime) -> list[tuple[int, datetime]]:
        sent = [(d.sent_at, d.id, d.chat_id) for d in self._in(DeliveryState.SENT) if d.sent_at]
        return [(chat_id, at) for at, _, chat_id in sorted(sent) if at >= since]

    async def by_message(self, chat_id: int, message_id: int) -> Delivery | None:
        place = (chat_id, message_id)
        here = (d for d in self.stored.values() if (d.chat_id, d.message_id) == place)
        return next(here, None)

    async def move_chat(self, old: int, new: int) -> None:
        for delivery in self._in(DeliveryState.DUE):
            if delivery.chat_id == old:
                self._change(delivery.id, chat_id=new)

    async def count(self) -> Mapping[str, int]:
        return {state.value: len(self._in(state)) for state in DeliveryState}

    def forget_before(self, moment: datetime) -> int:
        over = [one for one in self.stored.values() if one.state is not DeliveryState.DUE]
        wordy = [one for one in over if one.created_at < moment and one.call.params]
        for one in wordy:
            self.stored[one.id] = replace(one, call=replace(one.call, params={}))
        return len(wordy)

    def _in(self, state: DeliveryState) -> list[Delivery]:
        return [delivery for delivery in self.stored.values() if delivery.state is state]

    def _heads(self) -> list[Delivery]:
        lanes: dict[tuple[int, bool], Delivery] = {}
        for delivery in self._in(DeliveryState.DUE):
            lanes.setdefault((delivery.chat_id, delivery.priority is Priority.BUTTON), delivery)
        return list(lanes.values())

    def _due(self, delivery_id: int) -> Delivery:
        delivery = self.stored[delivery_id]
        if delivery.state is not DeliveryState.DUE:
            raise LookupError(delivery_id)
        return delivery

    def _change(self, delivery_id: int, **news: Any) -> None:  # noqa: ANN401 -- a field's
        self.stored[delivery_id] = replace(self._due(delivery_id), **news)
