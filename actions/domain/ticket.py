"""The record of one handoff until it is closed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from actions.domain.decision import Reason

REOPEN_WITHIN = timedelta(hours=72)  # later, a new question is a new matter


class TicketState(StrEnum):
    """Staff owe a reply; nobody does at present; it is over."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True)
class Ticket:
    """One matter of one person, with one desk."""

    id: int  # 0 until it is stored
    person_id: int
    desk: str
    question: str
    locale: str
    reason: Reason
    opened_at: datetime
    changed_at: datetime
    urgent: bool = False
    state: TicketState = TicketState.OPEN
    chat_id: int | None = None  # the staff group that it was posted to
    thread_id: int | None = None  # its forum topic there

    def takes_more(self, now: datetime) -> bool:
        """Whether the person's next question belongs to the same matter."""
        return self.state is not TicketState.CLOSED and now - self.changed_at <= REOPEN_WITHIN

    def asked_again(self, now: datetime, *, urgent: bool = False) -> "Ticket":
        """The same ticket after the person wrote more: staff owe a reply."""
        urgent = urgent or self.urgent
        return replace(self, state=TicketState.OPEN, changed_at=now, urgent=urgent)

    def replied(self, now: datetime) -> "Ticket":
        """The same ticket after staff replied."""
        return replace(self, state=TicketState.WAITING, changed_at=now)
