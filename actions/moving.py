"""Showing a ticket anew: after its topic was deleted, its group moved, or its desk changed."""

from collections.abc import Sequence
from dataclasses import replace

from actions.correcting import EDITS
from actions.domain.delivery import CARD, Call, Delivery, Priority
from actions.domain.letter import SHOWN, Copy, Letter, Side, parcels
from actions.domain.ticket import Ticket, TicketState
from actions.outbox import Outbox
from actions.ports import StaffPresenter
from actions.showing import Showing

REPLAYED = 40  # letters that are shown again
OPEN = (TicketState.WAITING, TicketState.STAFF)


class Moving:
    """Card first, then what was written, then what was due; nothing is left behind."""

    def __init__(self, presenter: StaffPresenter, showing: Showing) -> None:
        self._presenter, self._showing = presenter, showing

    async def show_anew(self, outbox: Outbox, ticket: Ticket, due: Sequence[Delivery]) -> None:
        """In the ticket's present group, as if it had just come; `due` are its unsent messages."""
        if ticket.chat_id is None:
            return
        again = Call(CARD)  # not through `showing`: what is due already comes after it
        await outbox.post(ticket.chat_id, [again], Priority.STAFF, ticket.id)
        letters = await outbox.work.letters.of_ticket(ticket.id, REPLAYED)
        unsent = {delivery.id for delivery in due}
        seen = [each for each in letters if await self._was_seen(outbox, each, unsent)]
        if seen:
            calls = self._presenter.history(ticket, seen)
            posted = await outbox.post(ticket.chat_id, calls, Priority.STAFF, ticket.id)
            for letter in seen:
                copy = Copy(letter.id, posted[-1], ticket.chat_id, SHOWN)
                await outbox.work.letters.add_copy(copy)
        for parcel in parcels(seen):
            await self._copy_files(outbox, ticket, parcel)
        for delivery in due:
            if delivery.call.method == CARD or EDITS in delivery.call.params:
                # What it would change was just shown as it is.
                await outbox.work.deliveries.sent(delivery.id, outbox.now, None)
            else:
                await outbox.work.deliveries.put_last(delivery.id, ticket.chat_id)

    async def to_other_chat(self, outbox: Outbox, before: Ticket, ticket: Ticket) -> None:
        """Its desk is in another group now."""
        due = await messages_due(outbox, before)
        if ticket.chat_id is not None:
            await self.show_anew(outbox, ticket, due)

    async def group_moved(self, outbox: Outbox, new_chat: int) -> None:
        """A group has another number, and its old messages can't be answered: new cards."""
        for state in OPEN:
            for ticket in await outbox.work.tickets.in_state(state):
                if ticket.chat_id == new_chat:
                    await self._showing.card(outbox, ticket)

    async def _was_seen(self, outbox: Outbox, letter: Letter, unsent: set[int]) -> bool:
        """Whether it went on, and is not among what is due anyway."""
        if letter.post_at is not None:
            return False
        copies = await outbox.work.letters.copies(letter.id)
        return not any(copy.delivery_id in unsent for copy in copies)

    async def _copy_files(self, outbox: Outbox, ticket: Ticket, parcel: Sequence[Letter]) -> None:
        """Pictures and the like, from the student's chat, in which one of each still stands."""
        found = [(letter, await _in_private(outbox, ticket, letter)) for letter in parcel]
        files = [(letter, message_id) for letter, message_id in found if message_id is not None]
        if not files or ticket.chat_id is None:
            return
        ids = [message_id for _, message_id in files]
        source = {"from_chat_id": ticket.person_id}
        call = Call("copy_message", {**source, "message_id": ids[0]})
        if len(ids) > 1:
            call = Call("copy_messages", {**source, "message_ids": ids})
        [number] = await outbox.post(ticket.chat_id, [call], Priority.STAFF, ticket.id)
        for place, (letter, _) in enumerate(files):
            copy = Copy(letter.id, number, ticket.chat_id, place)
            await outbox.work.letters.add_copy(copy)


async def _in_private(outbox: Outbox, ticket: Ticket, letter: Letter) -> int | None:
    """The message in the student's chat that shows a file; None if there is no file."""
    written = letter.written
    if written.is_text or written.message_id is None:
        return None
    if letter.side is Side.STUDENT:
        return written.message_id
    copies = await outbox.work.letters.copies(letter.id)
    theirs = [copy.message_id for copy in copies if copy.chat_id == ticket.person_id]
    return theirs[-1] if theirs else None


async def messages_due(outbox: Outbox, ticket: Ticket) -> list[Delivery]:
    """What a ticket's group has not got yet, in order; signs are no messages."""
    due = await outbox.work.deliveries.of_ticket(ticket.id, ticket.chat_id)
    return [each for each in due if each.lane is not Priority.SIGN]


def without_topic(ticket: Ticket) -> Ticket:
    """The same ticket, of which staff see nothing at present."""
    return replace(ticket, thread_id=None, card_id=None)
