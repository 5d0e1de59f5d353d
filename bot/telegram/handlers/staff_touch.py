"""A tap of staff, and what a reaction to it gives back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from actions.domain.deed import Actor
from actions.domain.ticket import Ticket
from actions.outbox import Outbox
from bot.telegram.buttons import Tapped


@dataclass(frozen=True)
class StaffTouch:
    """A tap of somebody who may, with everything around it."""

    ticket: Ticket
    actor: Actor
    argument: str
    message_id: int  # of the message that the button hangs on
    more: str = ""  # a second argument


@dataclass(frozen=True)
class DeskTouch:
    """A tap of somebody who may, on what is about no ticket."""

    tapped: Tapped
    actor: Actor
    chat_id: int
    thread_id: int | None
    message_id: int  # of the message that the button hangs on


Toast = tuple[str, dict[str, object]] | None  # a catalogue id, and what stands in it
Reaction = Callable[[StaffTouch, Outbox], Awaitable[Toast]]
DeskReaction = Callable[[DeskTouch, Outbox], Awaitable[Toast]]
