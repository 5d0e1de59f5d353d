"""A person writes, and gets an answer, a question back, or a human being."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from actions.answering import Answering, Considered, Question
from actions.domain.decision import Answer, Chitchat, Clarify, Decline, HandOff, Reason
from actions.domain.delivery import Call
from actions.domain.occasion import Occasion
from actions.domain.person import Awaiting, Person
from actions.domain.turn import Speaker, Turn
from actions.handing_off import HandingOff, Handoff
from actions.outbox import Outbox
from actions.ports import Presenter, Workroom

EARLIER = 5  # messages before this one that may help to understand it
FOR_STAFF = HandOff(Reason.REQUESTED)

Effect = Callable[[Outbox], Awaitable[None]]  # what happens in the unit of work of an update


@dataclass(frozen=True)
class Heard:
    """A message of a person, as it came in."""

    person: Person  # as Telegram shows them
    text: str  # empty: a picture, a voice message, a place, …
    message_id: int
    has_attachment: bool = False  # the text is a caption: there is more than it says


class Conversing:
    """Considers first, outside any transaction; then says what to write down in one."""

    def __init__(
        self,
        workroom: Workroom,
        answering: Answering,
        handing_off: HandingOff,
        presenter: Presenter,
        default_locale: str,
    ) -> None:
        self._workroom, self._answering = workroom, answering
        self._handing_off, self._presenter = handing_off, presenter
        self._default_locale = default_locale

    async def hear(self, heard: Heard) -> Effect:
        """What a message leads to."""
        person, earlier = await self._recall(heard.person)
        if person.awaiting is Awaiting.FOR_STAFF:
            return lambda outbox: self._pass_on(outbox, person, heard)
        if not heard.text:
            return lambda outbox: self._cannot_read(outbox, person)
        others, whose = person.known_locales, person.circumstances
        question = Question(heard.text, person.prior_locale, earlier, others, whose)
        considered = await self._answering.consider(question)
        return lambda outbox: self._respond(outbox, person, heard, considered)

    async def _recall(self, seen: Person) -> tuple[Person, tuple[str, ...]]:
        async with self._workroom() as work:
            known = await work.people.get(seen.id)
            turns = await work.turns.last(seen.id, 2 * EARLIER)
        said = [turn.text for turn in turns if turn.speaker is Speaker.PERSON]
        return seen.remembering(known), tuple(said[-EARLIER:])

    async def _respond(
        self, outbox: Outbox, person: Person, heard: Heard, considered: Considered
    ) -> None:
        if considered.interpretation:
            person = replace(person, last_locale=considered.locale)
            person = person.being(considered.told.or_else(person.circumstances))
        await outbox.work.people.save(person)
        if isinstance(considered.decision, HandOff) and not _is_outage(considered):
            handoff = Handoff(person, heard.text, considered.locale, considered.decision)
            await self._hand_off(outbox, handoff, heard)
        await outbox.work.turns.add(Turn(person.id, Speaker.PERSON, heard.text, outbox.now))
        await outbox.post(person.id, self._words_for(considered, outbox))
        if considered.found:
            shown = " ".join(found.entry.id for found in considered.found)
            await outbox.work.turns.add(Turn(person.id, Speaker.ASSISTANT, shown, outbox.now))

    def _words_for(self, considered: Considered, outbox: Outbox) -> list[Call]:
        locale = considered.locale
        occasion = Occasion(outbox.now.date(), considered.whose)
        match considered.decision:
            case Answer():
                answers = (self._presenter.answer(f, locale, occasion) for f in considered.found)
                return [call for calls in answers for call in calls]
            case Clarify():
                return self._presenter.clarify(considered.found, locale)
            case Chitchat(courtesy):
                return self._presenter.courtesy(courtesy, locale)
            case Decline(refusal):
                return self._presenter.declined(refusal, locale)
            case HandOff():
                return self._presenter.unavailable(locale) if _is_outage(considered) else []

    async def _pass_on(self, outbox: Outbox, person: Person, heard: Heard) -> None:
        """The person chose to write to staff: nothing is interpreted."""
        person = replace(person, awaiting=Awaiting.QUESTION)
        await outbox.work.people.save(person)
        handoff = Handoff(person, heard.text or "📎", self._home(person), FOR_STAFF)
        await self._hand_off(outbox, handoff, heard)
        if heard.text:
            await outbox.work.turns.add(Turn(person.id, Speaker.PERSON, heard.text, outbox.now))

    async def _hand_off(self, outbox: Outbox, handoff: Handoff, heard: Heard) -> None:
        """A picture goes to staff with its caption."""
        ticket = await self._handing_off.open(outbox, handoff)
        if heard.has_attachment or not heard.text:
            await self._handing_off.add_message(outbox, ticket, heard.message_id)

    async def _cannot_read(self, outbox: Outbox, person: Person) -> None:
        await outbox.work.people.save(person)
        await outbox.post(person.id, self._presenter.unsupported(self._home(person)))

    def _home(self, person: Person) -> str:
        """The language to speak where there is no message that tells it."""
        return self._answering.served(person.prior_locale) or self._default_locale


def _is_outage(considered: Considered) -> bool:
    return considered.decision == HandOff(Reason.UNAVAILABLE)
