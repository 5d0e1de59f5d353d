"""A person writes, and gets an answer, a question back, or a human being."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from actions.answering import Answering, Considered, Question
from actions.complaining import Complaining
from actions.content.circumstances import NOTHING_KNOWN, Circumstances
from actions.domain.decision import (
    Answer,
    Chitchat,
    Clarify,
    Decision,
    Decline,
    HandOff,
    Reason,
    Refusal,
)
from actions.domain.delivery import Call
from actions.domain.exchange import Exchange, Outcome, outcome_of
from actions.domain.letter import Side, Written
from actions.domain.mentions import asked_about
from actions.domain.occasion import Occasion
from actions.domain.person import Awaiting, Person
from actions.domain.text import ASKING, words_of
from actions.domain.ticket import Ticket
from actions.domain.turn import Speaker, Turn
from actions.handing_off import SUGGESTIONS, HandingOff, Handoff
from actions.outbox import Outbox
from actions.ports import Clock, Presenter, Workroom
from actions.rating import RatingTickets

BRIEF = 4  # words of somebody who only says what they were asked for
EARLIER = 5  # messages before this one that may help to understand it
FOR_STAFF = HandOff(Reason.REQUESTED)
# What the assistant would decline is more of a matter that the office has in hand.
UNSAID = (Decline(Refusal.OUT_OF_SCOPE), Decline(Refusal.UNREADABLE))

Effect = Callable[[Outbox], Awaitable[None]]  # what happens in the unit of work of an update


@dataclass(frozen=True)
class Heard:
    """A message of a person, as it came in."""

    person: Person  # as Telegram shows them
    written: Written

    @property
    def text(self) -> str:
        """Its words; empty: a picture, a voice message, a place and so on."""
        return self.written.text


class Taker(Protocol):
    """Takes what somebody was asked for, if they write it."""

    def take(
        self, person: Person, text: str, mentioned: Circumstances = NOTHING_KNOWN
    ) -> Effect | None:
        """What it leads to; None if it is something else. `mentioned`: what the model saw in it."""

    def again(self, person: Person) -> Effect:
        """Ask once more."""


# What else belongs below an answer to these words.
Beside = Callable[[Considered, str, Outbox], list[Call]]


class Conversing:
    """Considers first, outside any transaction; then says what to write down in one."""

    def __init__(
        self,
        workroom: Workroom,
        answering: Answering,
        handing_off: HandingOff,
        presenter: Presenter,
        default_locale: str,
        *,
        rating: RatingTickets,
        complaining: Complaining,
        clock: Clock,
        takers: Mapping[Awaiting, Taker] | None = None,
        beside: Beside | None = None,
    ) -> None:
        self._beside = beside
        self._rating, self._complaining, self._clock = rating, complaining, clock
        self._takers = dict(takers or {})
        self._workroom, self._answering = workroom, answering
        self._handing_off, self._presenter = handing_off, presenter
        self._default_locale = default_locale

    async def hear(self, heard: Heard) -> Effect:
        """What a message leads to."""
        person, earlier = await self._recall(heard.person)
        listener = self._takes_word(person) if heard.text else None
        is_for_staff = person.awaiting is Awaiting.FOR_STAFF and person.banned_at is None
        if listener or is_for_staff:
            return await self._take_asked(person, heard, listener)
        if not heard.text:
            return lambda outbox: self._take_wordless(outbox, person, heard)
        others, whose = person.known_locales, person.circumstances
        question = Question(heard.text, person.prior_locale, earlier, others, whose)
        taker = self._takers.get(person.awaiting)
        if taker and person.banned_at is None and heard.written.answers is None:
            return await self._take(taker, person, heard, question)
        considered = await self._answering.consider(question)

        async def effect(outbox: Outbox) -> None:
            speaking = await _for_the_album(outbox, heard.written)
            await self._respond(speaking, person, heard, considered)

        return effect

    async def _take_asked(
        self, person: Person, heard: Heard, listener: RatingTickets | Complaining | None
    ) -> Effect:
        """What they were asked for; but whoever is in danger is helped at once."""
        meant = await self._meant(heard, person)
        if meant and isinstance(meant.decision, HandOff) and meant.decision.is_urgent:
            asking, urgent = replace(person, awaiting=Awaiting.QUESTION), meant
            return lambda outbox: self._respond(outbox, asking, heard, urgent)
        if listener:
            return lambda outbox: _take_word(outbox, listener, person, heard.text)
        return lambda outbox: self._pass_on(outbox, person, heard, meant)

    async def _take(self, taker: Taker, person: Person, heard: Heard, question: Question) -> Effect:
        """What they were asked for; or a question all the same, which is never swallowed."""
        is_brief = words_of(heard.text) <= BRIEF and not heard.text.rstrip().endswith(ASKING)
        if is_brief and (at_once := taker.take(person, heard.text)):
            return at_once
        considered = await self._answering.consider(question)
        entities = considered.interpretation.entities if considered.interpretation else ()
        taken = taker.take(person, heard.text, asked_about(entities))
        calls = isinstance(considered.decision, HandOff) and _is_question(considered.decision)
        if taken and not calls and (is_brief or not _is_question(considered.decision)):
            return taken
        asking = replace(person, awaiting=Awaiting.QUESTION)

        async def effect(outbox: Outbox) -> None:
            ticket = await outbox.work.tickets.latest_of(person.id)
            is_with_staff = ticket is not None and ticket.takes_more(outbox.now)
            if is_with_staff or _is_question(considered.decision):
                await self._respond(outbox, asking, heard, considered)
            else:
                await taker.again(person)(outbox)

        return effect

    async def _recall(self, seen: Person) -> tuple[Person, tuple[str, ...]]:
        async with self._workroom() as work:
            known = await work.people.get(seen.id)
            turns = await work.turns.last(seen.id, 2 * EARLIER)
            rated = await work.ratings.last_of(seen.id)
            person = seen.remembering(known)
            is_awaited = await self._complaining.awaits_word(work, person, self._clock())
        said = [turn.text for turn in turns if turn.speaker is Speaker.PERSON]
        is_late = {
            Awaiting.RATING_WORD: rated is None or bool(rated.word),
            Awaiting.MISSING_WORD: not is_awaited,
        }
        if is_late.get(person.awaiting, False):
            person = replace(person, awaiting=Awaiting.QUESTION)
        return person, tuple(said[-EARLIER:])

    def _takes_word(self, person: Person) -> RatingTickets | Complaining | None:
        """Who asked for the next message."""
        match person.awaiting:
            case Awaiting.RATING_WORD:
                return self._rating
            case Awaiting.MISSING_WORD:
                return self._complaining
        return None

    async def _respond(
        self, outbox: Outbox, person: Person, heard: Heard, considered: Considered
    ) -> None:
        if considered.interpretation:
            person = replace(person, last_locale=considered.locale)
            person = person.being(considered.told.or_else(person.circumstances))
        await outbox.work.people.save(person)
        if person.banned_at is not None:
            await self._refuse(outbox, person, considered)
            return
        why = await self._for_staff(outbox, heard, considered.decision)
        if why is not None:
            suggested = _suggested(considered)
            handoff = Handoff(person, heard.text, considered.locale, why, heard.written, suggested)
            handoff = replace(handoff, ranking=considered.ranking)
            ticket = await self._handing_off.open(outbox, handoff)
            await _note_handoff(outbox, ticket, considered.locale)
        await outbox.work.turns.add(Turn(person.id, Speaker.PERSON, heard.text, outbox.now))
        if why is None:
            await self._speak(outbox, person, considered, heard.text)

    async def _for_staff(self, outbox: Outbox, heard: Heard, decision: Decision) -> HandOff | None:
        """Why a message goes to staff; None if it is the assistant's turn.

        Looked up in the transaction that speaks: a person may have taken over while the
        assistant was thinking.
        """
        is_outage = decision == HandOff(Reason.UNAVAILABLE)
        why = decision if isinstance(decision, HandOff) and not is_outage else None
        ticket = await outbox.work.tickets.latest_of(heard.person.id)
        if ticket is None or not ticket.takes_more(outbox.now):
            return why
        if why or ticket.is_silent or is_outage or await self._answers_staff(outbox, heard):
            return why or HandOff(Reason.UNSURE)
        is_torn = isinstance(decision, Clarify)  # who waits for a person needs no quiz
        is_for_people = is_torn or decision in UNSAID or not heard.written.is_text
        return HandOff(Reason.UNSURE) if is_for_people else None

    async def _answers_staff(self, outbox: Outbox, heard: Heard) -> bool:
        """Whether it replies to something that the office wrote."""
        written = heard.written
        if written.answers is None:
            return False
        copied = await outbox.work.letters.copied_as(written.chat_id, written.answers)
        return any(letter.side is Side.STAFF for letter in copied)

    async def _speak(
        self, outbox: Outbox, person: Person, considered: Considered, text: str
    ) -> None:
        if considered.unspoken:
            note = self._presenter.unspoken(considered.unspoken, considered.locale)
            await outbox.post(person.id, note)
        await outbox.post(person.id, self._words_for(considered, outbox))
        entries = tuple(found.entry.id for found in considered.found)
        outcome, now = outcome_of(considered.decision), outbox.now
        exchange = Exchange(person.id, now, considered.locale, outcome, entries)
        await outbox.work.records.add(exchange)
        if self._beside and isinstance(considered.decision, Answer):
            await outbox.post(person.id, self._beside(considered, text, outbox))
        if considered.found:
            shown = " ".join(entries)
            await outbox.work.turns.add(Turn(person.id, Speaker.ASSISTANT, shown, outbox.now))

    async def _refuse(self, outbox: Outbox, person: Person, considered: Considered) -> None:
        """Who is banned gets no answers, but never goes without help in danger."""
        locale, today = considered.locale, outbox.now.date()
        if isinstance(considered.decision, HandOff) and considered.decision.is_urgent:
            await outbox.post(person.id, self._presenter.in_an_emergency(locale, today))
        await outbox.post(person.id, self._presenter.banned(locale, today))

    def _words_for(self, considered: Considered, outbox: Outbox) -> list[Call]:
        locale = considered.locale
        occasion = Occasion(outbox.now.date(), considered.whose)
        match considered.decision:
            case Answer():
                answers = (self._presenter.answer(f, locale, occasion) for f in considered.found)
                offered = self._presenter.perhaps_asked(considered.offered, locale)
                return [*(call for calls in answers for call in calls), *offered]
            case Clarify():
                return self._presenter.clarify(considered.found, locale)
            case Chitchat(courtesy):
                return self._presenter.courtesy(courtesy, locale)
            case Decline(refusal):
                return self._presenter.declined(refusal, locale)
            case HandOff():
                return self._presenter.unavailable(locale)

    async def _meant(self, heard: Heard, person: Person) -> Considered | None:
        """What a message for staff is about, so that they find what others asked, too."""
        if not heard.text:
            return None
        return await self._answering.consider(Question(heard.text, person.prior_locale))

    async def _pass_on(
        self, outbox: Outbox, person: Person, heard: Heard, meant: Considered | None
    ) -> None:
        """The person chose to write to staff: the assistant decides nothing."""
        person = replace(person, awaiting=Awaiting.QUESTION)
        await outbox.work.people.save(person)
        await self._hand_off(outbox, person, heard, FOR_STAFF, meant)
        if heard.text:
            await outbox.work.turns.add(Turn(person.id, Speaker.PERSON, heard.text, outbox.now))

    async def _take_wordless(self, outbox: Outbox, person: Person, heard: Heard) -> None:
        """Only a person can make something of it, if one is there already."""
        await outbox.work.people.save(person)
        home = self._home(person)
        ticket = await outbox.work.tickets.latest_of(person.id)
        once = _once_for_an_album(outbox, heard.written)
        if person.banned_at is not None:
            await once.post(person.id, self._presenter.banned(home, outbox.now.date()))
        elif ticket and ticket.takes_more(outbox.now):
            await self._hand_off(outbox, person, heard, HandOff(Reason.UNSURE))
        else:
            await once.post(person.id, self._presenter.unsupported(home))

    async def _hand_off(
        self,
        outbox: Outbox,
        person: Person,
        heard: Heard,
        why: HandOff,
        meant: Considered | None = None,
    ) -> None:
        question = heard.text or "📎"
        handoff = Handoff(person, question, self._home(person), why, heard.written)
        if meant:
            found = _suggested(meant)
            handoff = replace(handoff, suggested=found, ranking=meant.ranking)
        ticket = await self._handing_off.open(outbox, handoff)
        await _note_handoff(outbox, ticket, handoff.locale)

    def _home(self, person: Person) -> str:
        """The language to speak where there is no message that tells it."""
        return self._answering.served(person.prior_locale) or self._default_locale


def _once_for_an_album(outbox: Outbox, written: Written) -> Outbox:
    """Its parts arrive one by one: the same cause makes what is said to each one message."""
    if written.album is None:
        return outbox
    return Outbox(outbox.work, f"album:{written.chat_id}:{written.album}", outbox.now)


async def _for_the_album(outbox: Outbox, written: Written) -> Outbox:
    """Who answers the caption has answered the pictures, unless those were spoken of before."""
    if written.album is None:
        return outbox
    once = _once_for_an_album(outbox, written)
    is_spoken_of = await outbox.work.deliveries.by_cause(f"{once.cause}:0")
    return outbox if is_spoken_of else once


async def _take_word(
    outbox: Outbox, taker: RatingTickets | Complaining, person: Person, text: str
) -> None:
    await taker.take_word(outbox, person, text)


async def _note_handoff(outbox: Outbox, ticket: Ticket, locale: str) -> None:
    """More of a matter that the office has already is no new handoff."""
    is_new = ticket.opened_at == outbox.now
    outcome = Outcome.HANDED_OFF if is_new else Outcome.CONTINUED
    exchange = Exchange(ticket.person_id, outbox.now, locale, outcome, ticket_id=ticket.id)
    await outbox.work.records.add(exchange)


def _is_question(decision: Decision) -> bool:
    """Whether somebody asks, or calls for help, instead of saying what they were asked for."""
    if isinstance(decision, HandOff):
        return decision.is_called_for
    return isinstance(decision, Answer | Clarify)


def _suggested(considered: Considered) -> tuple[str, ...]:
    """Entries that staff may want to send."""
    return considered.candidates[:SUGGESTIONS]
