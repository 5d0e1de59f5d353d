"""The record of one handoff until it is closed, and whose turn it is to speak."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from actions.domain.decision import Reason
from actions.errors import TicketClosed, TicketTaken

REOPEN_WITHIN = timedelta(hours=72)  # later, a new question is a new matter

FREE: dict[str, Any] = {"claimed_by": None, "claimed_until": None}  # in nobody's hands


class TicketState(StrEnum):
    """Who has the conversation."""

    WAITING = "waiting"  # nobody yet: it waits for staff, and the assistant helps meanwhile
    STAFF = "staff"  # a person of the office: the assistant is silent
    ASSISTANT = "assistant"  # the assistant again: staff have replied, and nobody owes anything
    CLOSED = "closed"  # it is over


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
    state: TicketState = TicketState.WAITING
    chat_id: int | None = None  # the staff group that it was posted to
    thread_id: int | None = None  # its forum topic there
    card_id: int | None = None  # the message there that shows its state
    claimed_by: int | None = None  # who of the staff has it
    claimed_until: datetime | None = None
    owed_since: datetime | None = None  # since when the student waits for a reply
    suggested: tuple[str, ...] = ()  # entries that may answer it, best first

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return self.state is not TicketState.CLOSED

    @property
    def is_silent(self) -> bool:
        """Whether a person speaks, so that the assistant must not."""
        return self.state is TicketState.STAFF

    def takes_more(self, now: datetime) -> bool:
        """Whether the person's next question belongs to the same matter."""
        is_owed = self.state in (TicketState.WAITING, TicketState.STAFF)
        return is_owed or now - self.changed_at <= REOPEN_WITHIN

    def asked_again(self, now: datetime, *, urgent: bool = False) -> "Ticket":
        """The same ticket after the person wrote more: staff owe a reply."""
        more = replace(
            self, changed_at=now, urgent=urgent or self.urgent, owed_since=self.owed_since or now
        )
        return more if self.is_silent else replace(more, **FREE, state=TicketState.WAITING)

    def replied(self, now: datetime, by: int, until: datetime) -> "Ticket":
        """The same ticket after staff replied; who replies first has it."""
        owner = self.claimed_by if self.is_silent else by
        return replace(
            self,
            state=TicketState.STAFF,
            changed_at=now,
            owed_since=None,
            claimed_by=owner,
            claimed_until=until,
        )

    def claimed(self, by: int, until: datetime) -> "Ticket":
        """The same ticket in one person's hands; `TicketTaken` if it is in another's."""
        self.check_open()
        if self.is_silent and self.claimed_by not in (None, by):
            raise TicketTaken(self.claimed_by or 0)
        return replace(self, state=TicketState.STAFF, claimed_by=by, claimed_until=until)

    def passed_to(self, colleague: int, until: datetime) -> "Ticket":
        """The same ticket in a colleague's hands, whoever had it."""
        self.check_open()
        return replace(self, state=TicketState.STAFF, claimed_by=colleague, claimed_until=until)

    def passed_to_desk(self, desk: str, chat_id: int | None) -> "Ticket":
        """The same ticket with another desk; in another group it gets a topic of its own."""
        self.check_open()
        moved = replace(self, **FREE, desk=desk, state=TicketState.WAITING)
        if chat_id == self.chat_id:
            return moved
        return replace(moved, chat_id=chat_id, thread_id=None, card_id=None)

    def released(self) -> "Ticket":
        """The same ticket in nobody's hands: back in the queue, if a reply is owed."""
        self.check_open()
        state = TicketState.WAITING if self.owed_since else TicketState.ASSISTANT
        return replace(self, **FREE, state=state)

    def closed(self, now: datetime) -> "Ticket":
        """The same ticket, over."""
        self.check_open()
        over = replace(self, **FREE, state=TicketState.CLOSED, owed_since=None)
        return replace(over, changed_at=now)

    def reopened(self, now: datetime) -> "Ticket":
        """The same ticket in the queue again; reopening what is open changes nothing."""
        if self.is_open:
            return self
        return replace(self, state=TicketState.WAITING, changed_at=now, owed_since=now)

    def check_open(self) -> None:
        """Raise `TicketClosed` if it is over."""
        if not self.is_open:
            raise TicketClosed(f"ticket {self.id} is closed")
