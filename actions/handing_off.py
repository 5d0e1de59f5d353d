"""Passing a question to a person of the office."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.corresponding import Corresponding
from actions.domain.decision import HandOff, Reason
from actions.domain.delivery import Priority
from actions.domain.interpretation import Candidate
from actions.domain.letter import BURST, Copy, Letter, Side, Written
from actions.domain.meaning import meaning_of
from actions.domain.person import Person
from actions.domain.text import words_of
from actions.domain.ticket import Ticket, TicketState
from actions.library import Library
from actions.outbox import Outbox
from actions.ports import Presenter, StaffPresenter
from actions.promising import Promising
from actions.showing import Showing
from actions.staffing import Staffing

SAME_BREATH = timedelta(minutes=2)  # in which nobody needs to be told again
SENTENCE = 4  # words; fewer tell too little of the language that they are in
SUGGESTIONS = 3  # entries that staff can send with one tap


@dataclass(frozen=True)
class Handoff:
    """What is passed on: whose question, why, and in which language."""

    person: Person
    question: str
    locale: str
    decision: HandOff
    written: Written | None = None  # the message that asks it, where there is one
    suggested: tuple[str, ...] = ()  # entries that may answer it, best first
    ranking: tuple[Candidate, ...] = ()  # what the model made of it
    refused: tuple[str, ...] = ()  # entries that the student says are not meant, or do not help

    def suggestions(self, before: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What staff can send with one tap; `before`: what they could so far."""
        found = self.suggested or before
        return tuple(each for each in found if each not in self.refused)[:SUGGESTIONS]


class HandingOff:
    """Opens tickets, and adds to them; everything in the unit of work it is given."""

    def __init__(
        self,
        library: Library,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        *,
        staffing: Staffing,
        corresponding: Corresponding,
        showing: Showing,
        promising: Promising,
    ) -> None:
        self._promising = promising
        self._library, self._presenter = library, presenter
        self._staff_presenter, self._staffing = staff_presenter, staffing
        self._corresponding, self._showing = corresponding, showing

    async def open(self, outbox: Outbox, handoff: Handoff) -> Ticket:
        """Pass the question on: a new ticket, or more of the one that is open.

        Without a staff group the person is given the office's contact, and the ticket is kept.
        A ticket that no present group ever saw is left behind.
        """
        latest = await outbox.work.tickets.latest_of(handoff.person.id)
        if latest is None or not await self._goes_on(outbox, latest):
            ticket = await self._open_new(outbox, handoff)
            await _keep_meaning(outbox, ticket, handoff)
            await self._showing.neighbours(outbox, ticket, None)
            await self._tell_person(outbox, ticket, handoff)
            return ticket
        ticket = await self._add_to(latest, outbox, handoff)
        await _keep_meaning(outbox, ticket, handoff)
        await self._showing.neighbours(outbox, ticket, latest)
        await self._promising.begin(outbox, ticket)  # told or not, it must be kept
        is_down = await outbox.work.outages.is_down(ticket.chat_id or 0)
        if is_down or _wants_words(latest, outbox.now, handoff):
            await self._tell_person(outbox, ticket, handoff)
        return ticket

    async def _goes_on(self, outbox: Outbox, ticket: Ticket) -> bool:
        if not ticket.takes_more(outbox.now):
            return False
        moves = outbox.work.moves
        if ticket.chat_id is None:
            return await self._staffing.chat_of(ticket.desk, moves) is None
        return await self._staffing.is_staff(ticket.chat_id, moves)

    async def _open_new(self, outbox: Outbox, handoff: Handoff) -> Ticket:
        desk = self._library.kb.desk_of(handoff.decision.topic)
        chat = await self._staffing.chat_of(desk, outbox.work.moves)
        ticket = _new_ticket(outbox.now, handoff, desk, chat)
        ticket = await outbox.work.tickets.add(ticket)
        card = await self._showing.card(outbox, ticket)
        if chat is not None:
            rest = self._staff_presenter.card_rest(ticket)
            await outbox.post(chat, rest, Priority.STAFF, ticket.id)
        if handoff.written:
            await self._keep_question(outbox, ticket, handoff.written, card)
        return ticket

    async def _keep_question(
        self, outbox: Outbox, ticket: Ticket, written: Written, card: int | None
    ) -> None:
        """The card carries the words of the question; a picture follows it."""
        letter = Letter(0, ticket.id, Side.STUDENT, written, outbox.now)
        if not written.is_text:
            letter = replace(letter, post_at=outbox.now + BURST)
        letter = await outbox.work.letters.add(letter)
        if card is not None and ticket.chat_id is not None:
            await outbox.work.letters.add_copy(Copy(letter.id, card, ticket.chat_id))

    async def _add_to(self, ticket: Ticket, outbox: Outbox, handoff: Handoff) -> Ticket:
        is_again = ticket.question == handoff.question and ticket.state is TicketState.WAITING
        if is_again and handoff.written is None:
            return await self._without_refused(outbox, ticket, handoff)
        more = ticket.asked_again(outbox.now, urgent=handoff.decision.is_urgent)
        suggested = handoff.suggestions(ticket.suggested)
        is_sentence = words_of(handoff.question) >= SENTENCE
        locale = handoff.locale if is_sentence else ticket.locale
        more = replace(more, locale=locale, suggested=suggested)
        await outbox.work.tickets.save(more)
        written = handoff.written or _spoken(handoff)
        await self._corresponding.receive(outbox, more, written)
        if _looks(more) != _looks(ticket):
            await self._showing.state(outbox, more, ticket)
        return more

    async def _without_refused(self, outbox: Outbox, ticket: Ticket, handoff: Handoff) -> Ticket:
        """The same question by a button once more: at most staff are offered less."""
        fewer = tuple(each for each in ticket.suggested if each not in handoff.refused)
        if fewer == ticket.suggested:
            return ticket
        less = replace(ticket, suggested=fewer)
        await outbox.work.tickets.save(less)
        await self._showing.card(outbox, less)
        return less

    async def _tell_person(self, outbox: Outbox, ticket: Ticket, handoff: Handoff) -> None:
        why = handoff.decision
        if why.is_urgent:
            emergency = self._presenter.in_an_emergency(ticket.locale, outbox.now.date())
            await outbox.post(ticket.person_id, emergency)
            if ticket.is_silent and handoff.written is not None:
                return  # a person speaks
        outlook = await self._promising.begin(outbox, ticket)
        is_down = ticket.chat_id is None or await outbox.work.outages.is_down(ticket.chat_id)
        if is_down:
            told = self._presenter.left_with_contact(ticket, outbox.now.date())
        elif why.reason is Reason.FAILED:
            told = self._presenter.failed(ticket)
        else:
            told = self._presenter.handed_off(ticket, outlook)
        await outbox.post(ticket.person_id, told)


def _wants_words(before: Ticket, now: datetime, handoff: Handoff) -> bool:
    """Whether more of a matter is acknowledged in words; a sign on the message is always there."""
    why = handoff.decision
    if handoff.written is None or why.is_urgent or why.reason is Reason.FAILED:
        return True  # a button was tapped, or there is more to say
    if before.is_silent:
        return False  # a person speaks
    return (
        not before.is_open
        or why.reason is Reason.REQUESTED
        or now - before.changed_at > SAME_BREATH
    )


def _new_ticket(now: datetime, handoff: Handoff, desk: str, chat: int | None) -> Ticket:
    return Ticket(
        id=0,
        person_id=handoff.person.id,
        desk=desk,
        question=handoff.question,
        locale=handoff.locale,
        reason=handoff.decision.reason,
        opened_at=now,
        changed_at=now,
        urgent=handoff.decision.is_urgent,
        chat_id=chat,
        owed_since=now,
        suggested=handoff.suggestions(),
    )


async def _keep_meaning(outbox: Outbox, ticket: Ticket, handoff: Handoff) -> None:
    """That of the first question that has one; what follows is more of it."""
    if meaning := meaning_of(handoff.ranking):
        await outbox.work.meanings.save(ticket.id, meaning)


def _spoken(handoff: Handoff) -> Written:
    """A question that was asked earlier, and is passed on by a button."""
    who = handoff.person.id
    return Written(who, None, who, text=handoff.question, html=_escaped(handoff.question))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _looks(ticket: Ticket) -> tuple[object, ...]:
    """What staff see of it at a glance."""
    return ticket.state, ticket.urgent, ticket.suggested, ticket.locale
