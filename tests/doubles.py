"""Stand-ins for what surrounds the actions: understanding, words, Telegram, time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from actions.content.desks import Member
from actions.content.knowledge_base import Found
from actions.domain.deadline import Deadline
from actions.domain.decision import Courtesy, Refusal
from actions.domain.delivery import PICTURE, Call, Delivery, Priority
from actions.domain.erasure import Erasure, Receipt, Rows
from actions.domain.feedback import Complaint
from actions.domain.interpretation import Candidate, Entity, Further, Guess, Interpretation
from actions.domain.letter import Letter
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.promise import Outlook, Step
from actions.domain.report import Report
from actions.domain.ticket import Ticket, TicketState
from actions.errors import ModelUnavailable
from actions.ports import CardView

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class FakeClock:
    """It is noon until a test says otherwise."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


class FakeInterpreter:
    """Understands what it was taught; keeps what it was asked."""

    def __init__(self) -> None:
        self.taught: dict[str, Interpretation] = {}
        self.asked: list[str] = []
        self.further: Further | None = None  # what was last read together with a message
        self.is_silent = False

    def teach(
        self,
        text: str,
        intent: str,
        confidence: float = 0.95,
        locale: str = "en",
        entities: Sequence[Entity] = (),
    ) -> None:
        ranking, guesses = (Candidate(intent, confidence),), (Guess(locale, 0.9),)
        self.taught[text] = Interpretation(ranking, guesses, entities=tuple(entities))

    async def interpret(self, text: str) -> Interpretation:
        self.asked.append(text)
        if self.is_silent:
            raise ModelUnavailable("nobody answers at 127.0.0.1")
        return self.taught.get(text, Interpretation(()))

    async def interpret_with(self, text: str, further: Further) -> list[Interpretation]:
        self.further = further
        alone = await self.interpret(text)
        more = () if alone.is_clear(further.clear) else further.texts
        return [alone, *[await self.interpret(each) for each in more]]


class FakePresenter:
    """Says which words a person would get, and in which language, instead of saying them."""

    def answer(self, found: Found, locale: str, occasion: Occasion) -> list[Call]:
        known = filter(None, vars(occasion.whose).values())
        return [said("answer", locale, found.entry.id, occasion.today, *known)]

    def clarify(self, found: Sequence[Found], locale: str) -> list[Call]:
        return [said("clarify", locale, *(each.entry.id for each in found))]

    def perhaps_asked(self, found: Sequence[Found], locale: str) -> list[Call]:
        return [said("perhaps_asked", locale, *(each.entry.id for each in found))] if found else []

    def courtesy(self, courtesy: Courtesy, locale: str) -> list[Call]:
        return [said("courtesy", locale, courtesy)]

    def declined(self, refusal: Refusal, locale: str) -> list[Call]:
        return [said("declined", locale, refusal)]

    def unspoken(self, language: str, locale: str) -> list[Call]:
        return [said("unspoken", locale, language)]

    def unavailable(self, locale: str) -> list[Call]:
        return [said("unavailable", locale)]

    def unsupported(self, locale: str) -> list[Call]:
        return [said("unsupported", locale)]

    def __init__(self) -> None:
        self.outlooks: list[Outlook] = []  # what students were told of their wait, in order

    def handed_off(self, ticket: Ticket, outlook: Outlook | None = None) -> list[Call]:
        self.outlooks += [outlook] if outlook else []
        return [said("handed_off", ticket.locale, ticket.id)]

    def promised_again(self, ticket: Ticket, outlook: Outlook) -> list[Call]:
        self.outlooks.append(outlook)
        return [said("promised_again", ticket.locale, ticket.id)]

    def rated(self, ticket: Ticket, score: int) -> list[Call]:
        return [said("rated", ticket.locale, score)]

    def rating_word_kept(self, ticket: Ticket) -> list[Call]:
        return [said("word_kept", ticket.locale)]

    def missing_word_kept(self, locale: str) -> list[Call]:
        return [said("missing_word_kept", locale)]

    def failed(self, ticket: Ticket) -> list[Call]:
        return [said("failed", ticket.locale, ticket.id)]

    def left_with_contact(self, ticket: Ticket, today: date) -> list[Call]:  # noqa: ARG002
        return [said("contact", ticket.locale, ticket.id)]

    def in_an_emergency(self, locale: str, today: date) -> list[Call]:  # noqa: ARG002
        return [said("emergency", locale)]

    def office_letter(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        first = letters[0].written
        if first.is_text:
            return [said("reply", ticket.locale, first.text)]
        ids = [letter.written.message_id for letter in letters]
        head = said("reply", ticket.locale)
        if len(ids) > 1:
            return [head, Call("copy_messages", {"message_ids": ids})]
        return [head, Call("copy_message", {"message_id": ids[0]})]

    def office_letter_edited(self, ticket: Ticket, letter: Letter) -> Call | None:  # noqa: ARG002
        if not letter.written.is_text:
            return None
        return Call("edit_message_text", {"text": f"edited {letter.written.text}"})

    def office_corrects(self, ticket: Ticket, letter: Letter) -> list[Call]:
        return [said("corrects", ticket.locale, letter.written.text)]

    def office_entry(self, ticket: Ticket, found: Found, occasion: Occasion) -> list[Call]:
        known = filter(None, vars(occasion.whose).values())
        return [said("entry", ticket.locale, found.entry.id, *known)]

    def ticket_closed(self, ticket: Ticket) -> list[Call]:
        return [said("closed", ticket.locale, ticket.id)]

    def not_for_us(self, ticket: Ticket) -> list[Call]:
        return [said("not_for_us", ticket.locale, ticket.id)]

    def forgotten(self, receipt: Receipt, locale: str) -> list[Call]:
        stays = ["banned"] if receipt.is_banned else []
        gone = f"topics {receipt.topics} messages {receipt.removed}"
        left = f"left {receipt.topics_left} {receipt.left}"
        return [said("forgotten", locale, receipt.rows, gone, left, *stays)]

    def my_data_page(self, rows: Rows, locale: str) -> str:
        return f"page {locale} {dict(rows)}"

    def reminder(self, deadline: Deadline, person: Person) -> list[Call]:  # noqa: ARG002
        return [said(f"reminder {deadline.rule}", "en")]

    def banned(self, locale: str, today: date) -> list[Call]:  # noqa: ARG002
        return [said("banned", locale)]


class FakeStaffPresenter:
    """The same for what staff get."""

    def ticket_title(self, ticket: Ticket, person: Person) -> str:
        mark = "" if ticket.state is TicketState.WAITING else f"{ticket.state} "
        return f"{mark}{ticket.id} {person.name}"

    def card(self, view: CardView) -> Call:
        ticket = view.ticket
        words = ["card", ticket.question, view.person.name, *(turn.text for turn in view.before)]
        if ticket.state is not TicketState.WAITING:
            words += [f"[{ticket.state} {view.owner or ''}]".replace(" ]", "]")]
        ledger = view.ledger
        if ledger.in_trouble:
            words += [f"({ledger.refused} {ledger.failed} {ledger.repeated})"]
        return said(*words)

    def card_rest(self, ticket: Ticket) -> list[Call]:
        return [said("rest", ticket.question)] if len(ticket.question) > 99 else []

    def ticket_addition(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        ids = [letter.written.message_id for letter in letters]
        if letters[0].written.is_text:
            return [said("addition", ticket.id, *(letter.written.text for letter in letters))]
        if len(ids) > 1:
            return [Call("copy_messages", {"message_ids": ids})]
        return [Call("copy_message", {"message_id": ids[0]})]

    def ticket_correction(self, ticket: Ticket) -> list[Call]:
        return [said("correction", ticket.id)]

    def history(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        return [said("history", ticket.id, *(letter.written.text for letter in letters))]

    def not_delivered(self, ticket: Ticket, reason: str) -> list[Call]:
        return [said("not_delivered", ticket.id, reason)]

    def group_unreachable(self, chat_id: int, reason: str) -> list[Call]:
        return [said("unreachable", chat_id, reason)]

    def overdue(
        self,
        ticket: Ticket,
        step: Step,
        members: Sequence[Member],
        late: timedelta,
    ) -> list[Call]:
        names = [member.name for member in members]
        return [said("overdue", ticket.id, step.name, *names, late)]

    def delete_by_hand(self, erasure: Erasure) -> list[Call]:
        return [said("by_hand", erasure.topics_left, erasure.left, erasure.reason)]

    def digest(self, report: Report) -> list[Call]:
        return [Call(PICTURE, {"n": report.questions}), said("digest", report.questions)]

    def drawn(self, params: Mapping[str, Any]) -> Call:
        return Call("send_photo", {"photo": f"drawn {params['n']}"})

    def missing_word(self, complaint: Complaint) -> list[Call]:
        return [said("missing_word", complaint.entry_id, complaint.word)]

    def rating_word(self, ticket: Ticket, score: int, word: str) -> list[Call]:
        return [said("rating_word", ticket.id, score, word)]


class FakeGateway:
    """Telegram: keeps what was sent where, unless a test wants it to refuse."""

    def __init__(self, forums: Sequence[int] = ()) -> None:
        self.forums = forums
        self.sent: list[tuple[int, Any, int | None]] = []  # chat, what, forum topic
        self.topics: list[str] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []  # everything, with its parameters
        self.reopened: list[int] = []
        self.deleted: list[tuple[int, str]] = []
        self.parts_lost = 0  # of each album
        self._troubles: dict[str, list[BaseException]] = defaultdict(list)

    def refuses(self, chat_id: int, *errors: BaseException) -> None:
        """The next calls to a chat raise these, one each."""
        self._troubles[f"send {chat_id}"] += errors

    def refuses_call(self, method: str, chat_id: int, *errors: BaseException) -> None:
        """So do the next calls of one method, or `reopen`."""
        self._troubles[f"{method} {chat_id}"] += errors

    def refuses_topics(self, chat_id: int, *errors: BaseException) -> None:
        """So do the next attempts to open a topic there."""
        self._troubles[f"topic {chat_id}"] += errors

    async def send(self, delivery: Delivery, thread_id: int | None = None) -> int | None:
        self._stumble(f"{delivery.call.method} {delivery.chat_id}")
        if delivery.priority is not Priority.SIGN:
            self._stumble(f"send {delivery.chat_id}")
        self.calls.append((delivery.call.method, dict(delivery.call.params)))
        if delivery.priority is Priority.SIGN:
            return None
        self.sent.append((delivery.chat_id, what_was_said(delivery), thread_id))
        if delivery.call.method.startswith("edit"):
            return int(delivery.call.params["message_id"])
        return 100 + len(self.sent)

    async def send_album(self, delivery: Delivery, thread_id: int | None = None) -> list[int]:
        first = await self.send(delivery, thread_id) or 0
        parts = len(delivery.call.params["message_ids"]) - self.parts_lost
        return [first * 100 + place for place in range(parts)]

    async def reopen_topic(self, chat_id: int, thread_id: int) -> None:
        self._stumble(f"reopen {chat_id}")
        self.reopened.append(thread_id)

    async def has_topics(self, chat_id: int) -> bool:
        return chat_id in self.forums

    async def delete_topic(self, chat_id: int, thread_id: int) -> None:
        self._stumble(f"delete topic {chat_id}")
        self.deleted.append((chat_id, f"topic {thread_id}"))

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        self._stumble(f"delete message {chat_id}")
        self.deleted.append((chat_id, f"message {message_id}"))

    async def create_topic(self, chat_id: int, title: str) -> int:
        self._stumble(f"topic {chat_id}")
        self.topics.append(f"{chat_id} {title}")
        return 500 + len(self.topics)

    def _stumble(self, at: str) -> None:
        if self._troubles[at]:
            raise self._troubles[at].pop(0)


def said(*words: object) -> Call:
    """A call that stands for words."""
    return Call("send_message", {"text": " ".join(map(str, words))})


def what_was_said(delivery: Delivery) -> str:
    """The words; of something else, what it is."""
    return str(delivery.call.params.get("text", delivery.call.method))
