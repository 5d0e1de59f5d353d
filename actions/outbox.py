"""Writing down what must go out, in the unit of work that caused it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.domain.delivery import Call, Delivery, Priority
from actions.ports import Work


@dataclass
class Outbox:
    """The deliveries of one cause; numbered, so that the same cause twice is one delivery."""

    work: Work
    cause: str  # such as "update:123"
    now: datetime
    _count: int = 0

    async def post(
        self,
        chat_id: int,
        calls: Sequence[Call],
        priority: Priority = Priority.PERSON,
        ticket_id: int | None = None,
    ) -> list[int]:
        """These calls must happen, in this order; the numbers of their deliveries."""
        numbers = []
        for call in calls:
            cause = f"{self.cause}:{self._count}"
            self._count += 1
            delivery = Delivery(
                chat_id, call, cause, self.now, priority=priority, ticket_id=ticket_id
            )
            await self.work.deliveries.add(delivery)
            if stored := await self.work.deliveries.by_cause(cause):
                numbers.append(stored.id)
        return numbers
