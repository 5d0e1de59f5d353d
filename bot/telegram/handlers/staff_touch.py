"""A tap of staff, and what a reaction to it gives back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from actions.domain.deed import Actor
from actions.domain.ticket import Ticket
from actions.outbox import Outbox


@dataclass(frozen=True)
class StaffTouch:
    """A tap of somebody who may, with everything around it."""

    ticket: Ticket
    actor: Actor
    argument: str
    message_id: int  # of the message that the button hangs on
    more: str = ""  # a second argument


Toast = tuple[str, dict[str, object]] | None  # a catalogue id, and what stands in it
Reaction = Callable[[StaffTouch, Outbox], Awaitable[Toast]]
