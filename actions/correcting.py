"""What somebody changed after writing it is changed for the other side, too."""

from collections.abc import Sequence
from dataclasses import replace

from actions.corresponding import Corresponding
from actions.domain.delivery import CARD, Call, Priority
from actions.domain.letter import SHOWN, Letter, Side, Written
from actions.domain.ticket import Ticket
from actions.outbox import Outbox
from actions.ports import Presenter, StaffPresenter
from actions.showing import Showing

EDITS = "edits"  # in a call: the letter whose copy it changes, found when it is sent


class Correcting:
    """Mirrors edits; where a call can't change a message, a new one says what was changed."""

    def __init__(
        self,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        corresponding: Corresponding,
        showing: Showing,
    ) -> None:
        self._presenter, self._staff_presenter = presenter, staff_presenter
        self._corresponding, self._showing = corresponding, showing

    async def correct(self, outbox: Outbox, written: Written) -> None:
        """A message was changed; nothing happens if it is on no ticket, or says the same."""
        if written.message_id is None:
            return
        letter = await outbox.work.letters.original(written.chat_id, written.message_id)
        if letter is None or _says_the_same(letter.written, written):
            return
        ticket = await outbox.work.tickets.get(letter.ticket_id)
        edited = letter.edited(written, outbox.now)
        await outbox.work.letters.save(edited)
        if ticket and letter.post_at is None:
            await self._mirror(outbox, ticket, letter, edited)

    async def instead(self, outbox: Outbox, letter_id: int) -> None:
        """A call could not change a message after all: a new one follows."""
        letter = await outbox.work.letters.get(letter_id)
        ticket = letter and await outbox.work.tickets.get(letter.ticket_id)
        if letter and ticket:
            await self._follow_up(outbox, ticket, letter)

    async def _mirror(self, outbox: Outbox, ticket: Ticket, before: Letter, letter: Letter) -> None:
        if await self._is_on_card(outbox, ticket, letter):
            return
        call = None
        if (
            before.written.file == letter.written.file
            and before.written.kind == letter.written.kind
        ):
            call = await self._change(outbox, ticket, letter)
        if call is None:
            await self._follow_up(outbox, ticket, letter)
            return
        chat_id, priority = _to(ticket, letter.side)
        if chat_id is not None:
            change = replace(call, params={**call.params, EDITS: letter.id})
            await outbox.post(chat_id, [change], priority, ticket.id)

    async def _is_on_card(self, outbox: Outbox, ticket: Ticket, letter: Letter) -> bool:
        """A changed question is changed on the card."""
        carriers = [copy.delivery_id for copy in await outbox.work.letters.copies(letter.id)]
        found = [await outbox.work.deliveries.get(number) for number in carriers]
        if not any(delivery and delivery.call.method == CARD for delivery in found):
            return False
        asked = replace(ticket, question=letter.written.text or ticket.question)
        await outbox.work.tickets.save(asked)
        await self._showing.card(outbox, asked)
        return letter.written.is_text

    async def _change(self, outbox: Outbox, ticket: Ticket, letter: Letter) -> Call | None:
        if letter.side is Side.STAFF:
            return self._presenter.office_letter_edited(ticket, letter)
        written = letter.written
        if written.has_caption:
            caption = {"caption": written.html, "parse_mode": "HTML"}
            return Call("edit_message_caption", caption)
        if not written.is_text:
            return None
        together = await _together(outbox, letter)
        calls = self._staff_presenter.ticket_addition(ticket, together)
        if not together or len(calls) != 1:
            return None
        return Call("edit_message_text", calls[0].params)

    async def _follow_up(self, outbox: Outbox, ticket: Ticket, letter: Letter) -> None:
        if letter.side is Side.STAFF:
            calls = self._presenter.office_corrects(ticket, letter)
        else:
            head = self._staff_presenter.ticket_correction(ticket)
            calls = [*head, *self._staff_presenter.ticket_addition(ticket, [letter])]
        await self._corresponding.send(outbox, ticket, [letter], calls)


async def _together(outbox: Outbox, letter: Letter) -> Sequence[Letter]:
    """The letters that stand in the same message, with their words of today."""
    copies = await outbox.work.letters.copies(letter.id)
    editable = [copy.delivery_id for copy in copies if copy.place != SHOWN]
    carried = await outbox.work.letters.carried_by(editable[-1]) if editable else []
    return [each for each, _ in carried]


def _to(ticket: Ticket, side: Side) -> tuple[int | None, Priority]:
    if side is Side.STUDENT:
        return ticket.chat_id, Priority.STAFF
    return ticket.person_id, Priority.PERSON


def _says_the_same(before: Written, now: Written) -> bool:
    """Telegram tells of changes that nobody sees, too, and of every step of a live location."""
    same_words = (before.text, before.html, before.file) == (now.text, now.html, now.file)
    return before.kind == now.kind and same_words
