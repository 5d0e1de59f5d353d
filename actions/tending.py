"""What staff do with a ticket besides replying; who did it is written down."""

from dataclasses import replace
from datetime import timedelta

from actions.content.circumstances import NOTHING_KNOWN
from actions.content.knowledge_base import Found
from actions.corresponding import Corresponding
from actions.domain.deed import Actor, Deed, Verb
from actions.domain.delivery import Priority
from actions.domain.letter import ENTRY, Written
from actions.domain.occasion import Occasion
from actions.domain.ticket import Ticket
from actions.domain.turn import Speaker, Turn
from actions.moving import Moving
from actions.outbox import Outbox
from actions.ports import Presenter
from actions.showing import Showing
from actions.staffing import Staffing

SAME_TAP = timedelta(seconds=60)  # within it, the same answer twice is a finger that slipped


class Tending:
    """Claims, passes on, closes; everything in the unit of work it is given.

    Raises `TicketTaken` and `TicketClosed`.
    """

    def __init__(
        self,
        presenter: Presenter,
        corresponding: Corresponding,
        showing: Showing,
        staffing: Staffing,
        moving: Moving,
    ) -> None:
        self._presenter, self._corresponding = presenter, corresponding
        self._showing, self._staffing, self._moving = showing, staffing, moving

    async def claim(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> None:
        """It is theirs for a while, if it is nobody else's."""
        claimed = ticket.claimed(actor.id, outbox.now + self._staffing.claim)
        await self._change(outbox, ticket, claimed, Verb.CLAIM, actor)

    async def release(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> None:
        """It is nobody's again."""
        await self._change(outbox, ticket, ticket.released(), Verb.RELEASE, actor)

    async def expire(self, outbox: Outbox, ticket: Ticket) -> None:
        """Its claim is over: back to the queue."""
        await self._change(outbox, ticket, ticket.released(), Verb.EXPIRE, None)

    async def pass_to(self, outbox: Outbox, ticket: Ticket, actor: Actor, to: Actor) -> None:
        """It is a colleague's from now on."""
        passed = ticket.passed_to(to.id, outbox.now + self._staffing.claim)
        await self._change(outbox, ticket, passed, Verb.HAND_ON, actor, detail=to.name)

    async def pass_to_desk(self, outbox: Outbox, ticket: Ticket, actor: Actor, desk: str) -> Ticket:
        """It is another desk's; in another group, with everything that was said."""
        chat = await self._staffing.chat_of(desk, outbox.work.moves)
        passed = ticket.passed_to_desk(desk, chat)
        if passed.chat_id != ticket.chat_id:
            await self._showing.leave(outbox, ticket)
        await self._change(outbox, ticket, passed, Verb.HAND_ON, actor, detail=desk)
        if passed.chat_id != ticket.chat_id:
            await self._moving.to_other_chat(outbox, ticket, passed)
        return passed

    async def close(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> None:
        """It is over; the student is told."""
        over = ticket.closed(outbox.now)
        await self._change(outbox, ticket, over, Verb.CLOSE, actor)
        told = self._presenter.ticket_closed(over)
        await outbox.post(ticket.person_id, told, Priority.PERSON, ticket.id)

    async def not_for_us(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> None:
        """It is over, since the office can't help; the student is told kindly."""
        over = ticket.closed(outbox.now)
        await self._change(outbox, ticket, over, Verb.NOT_FOR_US, actor)
        told = self._presenter.not_for_us(over)
        await outbox.post(ticket.person_id, told, Priority.PERSON, ticket.id)

    async def reopen(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> None:
        """It waits again."""
        await self._change(outbox, ticket, ticket.reopened(outbox.now), Verb.REOPEN, actor)

    async def send_entry(self, outbox: Outbox, ticket: Ticket, actor: Actor, found: Found) -> bool:
        """The student gets an approved answer; False if they got the same a moment ago."""
        ticket.check_open()
        entry_id = found.entry.id
        written = Written(ticket.person_id, None, actor.id, kind=ENTRY, text=entry_id)
        if await was_just_sent(outbox, ticket, written):
            return False
        await self._hold(outbox, ticket, actor)
        person = await outbox.work.people.get(ticket.person_id)
        whose = person.circumstances if person else NOTHING_KNOWN
        calls = self._presenter.office_entry(ticket, found, Occasion(outbox.now.date(), whose))
        await self._corresponding.keep(outbox, ticket, written, calls)
        await outbox.work.turns.add(Turn(ticket.person_id, Speaker.STAFF, entry_id, outbox.now))
        await self._note(outbox, ticket, Verb.SEND_ENTRY, actor, entry_id)
        return True

    async def try_again(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> int:
        """What did not arrive is sent once more; how many messages that are."""
        count = await outbox.work.deliveries.try_again(ticket.id)
        await self._showing.card(outbox, ticket)
        await self._note(outbox, ticket, Verb.TRY_AGAIN, actor, str(count))
        return count

    async def ban(self, outbox: Outbox, ticket: Ticket, actor: Actor, reason: str) -> None:
        """Nobody answers this person any more."""
        person = await outbox.work.people.get(ticket.person_id)
        if person:
            banned = replace(person, banned_at=outbox.now, ban_reason=reason)
            await outbox.work.people.save(banned)
        await self._note(outbox, ticket, Verb.BAN, actor, reason)
        if ticket.is_open:
            closed = ticket.closed(outbox.now)
            await self._change(outbox, ticket, closed, Verb.CLOSE, actor)

    async def _hold(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> None:
        held = ticket.replied(outbox.now, actor.id, outbox.now + self._staffing.claim)
        await outbox.work.tickets.save(held)
        await self._showing.state(outbox, held, ticket)
        await self._showing.neighbours(outbox, held, ticket)

    async def _change(
        self,
        outbox: Outbox,
        before: Ticket,
        ticket: Ticket,
        verb: Verb,
        actor: Actor | None,
        *,
        detail: str = "",
    ) -> None:
        await outbox.work.tickets.save(ticket)
        await self._note(outbox, before, verb, actor, detail)
        if ticket.chat_id == before.chat_id:
            await self._showing.state(outbox, ticket, before)
        await self._showing.neighbours(outbox, ticket, before)

    async def _note(
        self,
        outbox: Outbox,
        ticket: Ticket,
        verb: Verb,
        actor: Actor | None,
        detail: str = "",
    ) -> None:
        deed = Deed(
            outbox.now,
            verb,
            ticket.chat_id,
            actor.id if actor else None,
            actor.name if actor else "",
            ticket.id,
            detail,
        )
        await outbox.work.deeds.add(deed)


async def was_just_sent(outbox: Outbox, ticket: Ticket, written: Written) -> bool:
    """Whether the student has the very same already: two taps on one button."""
    same = (written.kind, written.text)
    return any(
        (letter.written.kind, letter.written.text) == same
        and outbox.now - letter.written_at < SAME_TAP
        for letter in await outbox.work.letters.of_ticket(ticket.id)
    )
