"""An in-memory queue of deliveries that keeps the promises of `actions.ports`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.domain.delivery import Delivery, DeliveryState, Priority
from actions.domain.ledger import Ledger
from tests.fake_letters import FakeLetters
from tests.fake_repositories import FakeTickets, as_json

UNCOUNTED = (Priority.BUTTON, Priority.SIGN)


class FakeDeliveries:
    """Deliveries by number."""

    def __init__(self, tickets: FakeTickets, letters: FakeLetters) -> None:
        self.stored: dict[int, Delivery] = {}
        self._tickets, self._letters = tickets, letters
        self._count = 0

    async def add(self, delivery: Delivery) -> bool:
        if any(delivery.cause == other.cause for other in self.stored.values()):
            return False
        if delivery.ticket_id is not None and delivery.ticket_id not in self._tickets.stored:
            message = f"there is no ticket {delivery.ticket_id}"  # a foreign key elsewhere
            raise LookupError(message)
        call = replace(delivery.call, params=as_json(delivery.call.params))
        self._count += 1
        self.stored[self._count] = replace(delivery, id=self._count, call=call)
        return True

    async def get(self, delivery_id: int) -> Delivery | None:
        return self.stored.get(delivery_id)

    async def by_cause(self, cause: str) -> Delivery | None:
        return next((d for d in self.stored.values() if d.cause == cause), None)

    async def heads(self, now: datetime, limit: int = 100) -> list[Delivery]:
        may_go = [h for h in self._heads() if h.not_before is None or h.not_before <= now]
        first: dict[tuple[int, Priority | None], Delivery] = {}
        for head in sorted(may_go, key=lambda head: head.id):
            first.setdefault((head.chat_id, head.lane), head)
        return sorted(first.values(), key=lambda head: (head.priority, head.id))[:limit]

    async def next_due(self, now: datetime) -> datetime | None:
        moments = [head.not_before for head in self._heads() if head.not_before]
        return min((moment for moment in moments if moment > now), default=None)

    async def begin(self, delivery_id: int) -> None:
        due = self._due(delivery_id)
        repeated = due.repeated or due.in_flight
        self._change(delivery_id, attempts=due.attempts + 1, repeated=repeated, in_flight=True)

    async def sent(self, delivery_id: int, at: datetime, message_id: int | None) -> None:
        news = {"state": DeliveryState.SENT, "sent_at": at, "message_id": message_id}
        self._change(delivery_id, **news, in_flight=False)

    async def failed(self, delivery_id: int, error: str, *, refused: bool = False) -> None:
        state = DeliveryState.REFUSED if refused else DeliveryState.FAILED
        self._change(delivery_id, state=state, error=error, in_flight=False)

    async def postponed(
        self, delivery_id: int, until: datetime, error: str, *, unsure: bool = False
    ) -> None:
        self._change(delivery_id, not_before=until, error=error, in_flight=unsure)

    async def hold(self, chat_id: int, lane: Priority | None, until: datetime) -> None:
        for delivery in self._in(DeliveryState.DUE):
            is_there = (delivery.chat_id, delivery.lane) == (chat_id, lane)
            if is_there and (delivery.not_before is None or delivery.not_before < until):
                self._change(delivery.id, not_before=until)

    async def hurry(self, chat_id: int) -> None:
        for delivery in self._in(DeliveryState.DUE):
            if delivery.chat_id == chat_id:
                self._change(delivery.id, not_before=None)

    async def try_again(self, ticket_id: int) -> int:
        lost = [d for d in self._lost() if d.ticket_id == ticket_id]
        for one in lost:
            again = replace(one, state=DeliveryState.DUE, not_before=None, attempts=0)
            self.stored[one.id] = again
        return len(lost)

    async def of_ticket(self, ticket_id: int, chat_id: int | None = None) -> list[Delivery]:
        due = [d for d in self._in(DeliveryState.DUE) if d.ticket_id == ticket_id]
        return [delivery for delivery in due if chat_id in (None, delivery.chat_id)]

    async def put_last(self, delivery_id: int, chat_id: int) -> int:
        old = self._due(delivery_id)
        del self.stored[delivery_id]
        await self.add(replace(old, chat_id=chat_id))
        self._letters.move(delivery_id, self._count, chat_id)
        return self._count

    async def ledger(self, ticket_id: int | None = None) -> Ledger:
        ours = [d for d in self._messages() if ticket_id in (None, d.ticket_id)]
        counts = Counter(delivery.state.value for delivery in ours)
        twice = [d for d in ours if d.repeated and d.state is DeliveryState.SENT]
        lost = [d.error for d in self._lost()[::-1] if ticket_id in (None, d.ticket_id)]
        errors = tuple(dict.fromkeys(error for error in lost[:3] if error))
        return Ledger(**counts, repeated=len(twice), errors=errors)

    async def sent_since(self, since: datetime) -> list[tuple[int, datetime]]:
        counted = [d for d in self._in(DeliveryState.SENT) if d.priority not in UNCOUNTED]
        sent = [(d.sent_at, d.id, d.chat_id) for d in counted if d.sent_at]
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

    def _messages(self) -> list[Delivery]:
        return [delivery for delivery in self.stored.values() if delivery.is_message]

    def _lost(self) -> list[Delivery]:
        lost = (DeliveryState.FAILED, DeliveryState.REFUSED)
        return [delivery for delivery in self._messages() if delivery.state in lost]

    def _heads(self) -> list[Delivery]:
        queues: dict[tuple[int, Priority | None, int], Delivery] = {}
        for delivery in self._in(DeliveryState.DUE):
            matter = (delivery.ticket_id or 0) if delivery.chat_id < 0 else 0
            queues.setdefault((delivery.chat_id, delivery.lane, matter), delivery)
        return list(queues.values())

    def _due(self, delivery_id: int) -> Delivery:
        delivery = self.stored[delivery_id]
        if delivery.state is not DeliveryState.DUE:
            raise LookupError(delivery_id)
        return delivery

    def _change(self, delivery_id: int, **news: Any) -> None:  # noqa: ANN401 -- a field's
        self.stored[delivery_id] = replace(self._due(delivery_id), **news)
