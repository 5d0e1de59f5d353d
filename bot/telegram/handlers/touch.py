"""A tap on a student's button, with everything around it, and what reacts to it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from actions.answering import Considered
from actions.domain.delivery import Call, Priority
from actions.domain.person import Person
from actions.outbox import Outbox
from bot.telegram.buttons import Tapped


@dataclass(frozen=True)
class Touch:
    """A tap with everything around it."""

    tapped: Tapped
    person: Person
    query_id: str
    message_id: int | None  # of the message that the button hangs on
    locale: str
    considered: Considered | None = None  # what the model makes of what is passed on
    offered: tuple[str, ...] = ()  # the entries on the buttons beside it


Reaction = Callable[[Touch, Outbox], Awaitable[str | None]]  # a catalogue id to show for a moment


async def show_in_place(touch: Touch, calls: Sequence[Call], outbox: Outbox) -> None:
    """Make one message of the menu into another; what has no room in it follows below."""
    if touch.message_id is None or not calls:
        await outbox.post(touch.person.id, calls)
        return
    here, *rest = calls
    params = {"reply_markup": None, **here.params, "message_id": touch.message_id}
    change = [Call("edit_message_text", params)]
    await outbox.post(touch.person.id, change, Priority.MENU)
    await outbox.post(touch.person.id, rest)
