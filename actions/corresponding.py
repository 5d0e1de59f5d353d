"""Carrying letters between a student and the office, in order, with what they answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.domain.deed import Actor, Deed, Verb
from actions.domain.delivery import Call, Priority
from actions.domain.letter import Copy, Letter, Side, Written, parcels, post_moment
from actions.domain.ticket import Ticket
from actions.domain.turn import Speaker, Turn
from actions.outbox import Outbox
from actions.ports import Letters, Presenter, StaffPresenter
from actions.showing import Showing
from actions.staffing import Staffing

QUEUED, DELIVERED, LOST = "👀", "👌", "💔"  # on what staff wrote
ANSWER_TO = "answer_to"  # in a call: which message it answers, found when it is sent
QUOTABLE = ("send_message", "copy_message")


class Corresponding:
    """Takes letters, and sends them on; everything in the unit of work it is given."""

    def __init__(
        self,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        showing: Showing,
        staffing: Staffing,
    ) -> None:
        self._presenter, self._staff_presenter = presenter, staff_presenter
        self._showing, self._staffing = showing, staffing

    async def receive(self, outbox: Outbox, ticket: Ticket, written: Written) -> Letter:
        """Something for staff, from a student; it goes with what they write in the same breath."""
        return await self._take(outbox, ticket, Side.STUDENT, written)

    async def reply(self, outbox: Outbox, ticket: Ticket, written: Written, actor: Actor) -> None:
        """Something for a student, from staff; who replies first has the ticket."""
        until = outbox.now + self._staffing.claim
        replied = ticket.replied(outbox.now, actor.id, until)
        await outbox.work.tickets.save(replied)
        if (replied.state, replied.claimed_by) != (ticket.state, ticket.claimed_by):
            await self._showing.state(outbox, replied, ticket)
        await self._showing.neighbours(outbox, replied, ticket)
        await self._take(outbox, replied, Side.STAFF, written)
        if written.message_id is not None:
            await self._showing.react(outbox, written.chat_id, written.message_id, QUEUED)
        await outbox.work.turns.add(Turn(ticket.person_id, Speaker.STAFF, written.text, outbox.now))
        done = Deed(outbox.now, Verb.REPLY, written.chat_id, actor.id, actor.name, ticket.id)
        await outbox.work.deeds.add(done)

    async def keep(
        self, outbox: Outbox, ticket: Ticket, written: Written, calls: Sequence[Call]
    ) -> None:
        """A letter to the student that is made already."""
        letter = Letter(0, ticket.id, Side.STAFF, written, outbox.now)
        letter = await outbox.work.letters.add(letter)
        await self.send(outbox, ticket, [letter], calls)

    async def send_waiting(self, outbox: Outbox, ticket: Ticket, side: Side) -> None:
        """What waits on one side of a ticket goes on now."""
        waiting = await outbox.work.letters.waiting(ticket.id, side)
        for parcel in parcels(waiting):
            await self.send(outbox, ticket, parcel, self._calls(ticket, parcel))
            for letter in parcel:
                await outbox.work.letters.save(replace(letter, post_at=None))

    async def send(
        self, outbox: Outbox, ticket: Ticket, parcel: Sequence[Letter], calls: Sequence[Call]
    ) -> None:
        """These calls carry these letters."""
        side = parcel[0].side
        chat_id = ticket.chat_id if side is Side.STUDENT else ticket.person_id
        if chat_id is None:
            return  # nobody is on duty: it is kept
        answered = await answered_by(outbox.work.letters, parcel[0].written, chat_id)
        priority = Priority.STAFF if side is Side.STUDENT else Priority.PERSON
        posted = await outbox.post(chat_id, _answering(calls, answered), priority, ticket.id)
        for number in posted:
            for place, letter in enumerate(parcel):
                await outbox.work.letters.add_copy(Copy(letter.id, number, chat_id, place))

    async def _take(self, outbox: Outbox, ticket: Ticket, side: Side, written: Written) -> Letter:
        waiting = await outbox.work.letters.waiting(ticket.id, side)
        moment = post_moment(waiting, side, written, outbox.now)
        letter = Letter(0, ticket.id, side, written, outbox.now, post_at=moment)
        letter = await outbox.work.letters.add(letter)
        for earlier in waiting:
            await outbox.work.letters.save(replace(earlier, post_at=moment))
        if moment <= outbox.now:
            await self.send_waiting(outbox, ticket, side)
        return letter

    def _calls(self, ticket: Ticket, parcel: Sequence[Letter]) -> list[Call]:
        if parcel[0].side is Side.STAFF:
            return self._presenter.office_letter(ticket, parcel)
        return self._staff_presenter.ticket_addition(ticket, parcel)


async def answered_by(letters: Letters, written: Written, chat_id: int) -> dict[str, Any] | None:
    """What a message answers, as seen from the other side's chat: a message, or a letter's copy."""
    if written.answers is None:
        return None
    if copied := await letters.copied_as(written.chat_id, written.answers):
        meant = _meant(copied, written.quote).written
        if meant.message_id is None or meant.chat_id != chat_id:
            return None
        words = written.quote or ""
        is_quotable = bool(words) and words in meant.text and meant.is_plain
        return {"message_id": meant.message_id} | ({"quote": words} if is_quotable else {})
    own = await letters.original(written.chat_id, written.answers)
    return {"letter": own.id} if own else None


def _meant(copied: Sequence[Letter], quote: str | None) -> Letter:
    """Of several letters in one message the one whose words are quoted, else the last."""
    quoted = [letter for letter in copied if quote and quote in letter.written.text]
    return (quoted or copied)[-1]


def _answering(calls: Sequence[Call], answered: dict[str, Any] | None) -> list[Call]:
    """The same calls, the first of which answers something, if it can."""
    if not answered or not calls or calls[0].method not in QUOTABLE:
        return list(calls)
    first = replace(calls[0], params={**calls[0].params, ANSWER_TO: answered})
    return [first, *calls[1:]]
