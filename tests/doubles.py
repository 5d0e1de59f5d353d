"""Stand-ins for what surrounds the actions: understanding, words, Telegram, time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from actions.domain.reply import Reply

from actions.content.knowledge_base import Found
from actions.domain.decision import Courtesy, Refusal
from actions.domain.delivery import Call, Delivery
from actions.domain.interpretation import Candidate, Guess, Interpretation
from actions.domain.person import Person
from actions.domain.ticket import Ticket
from actions.domain.turn import Turn
from actions.errors import ModelUnavailable

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
        self.is_silent = False

    def teach(self, text: str, intent: str, confidence: float = 0.95, locale: str = "en") -> None:
        ranking = (Candidate(intent, confidence),)
        self.taught[text] = Interpretation(ranking, (Guess(locale, 0.9),))

    async def interpret(self, text: str) -> Interpretation:
        self.asked.append(text)
        if self.is_silent:
            raise ModelUnavailable("nobody answers at 127.0.0.1")
        return self.taught.get(text, Interpretation(()))


class FakePresenter:
    """Says which words a person would get, and in which language, instead of saying them."""

    def answer(self, found: Found, locale: str, today: date) -> list[Call]:
        return [said("answer", locale, found.entry.id, today)]

    def clarify(self, found: Sequence[Found], locale: str) -> list[Call]:
        return [said("clarify", locale, *(each.entry.id for each in found))]

    def courtesy(self, courtesy: Courtesy, locale: str) -> list[Call]:
        return [said("courtesy", locale, courtesy)]

    def declined(self, refusal: Refusal, locale: str) -> list[Call]:
        return [said("declined", locale, refusal)]

    def unavailable(self, locale: str) -> list[Call]:
        return [said("unavailable", locale)]

    def unsupported(self, locale: str) -> list[Call]:
        return [said("unsupported", locale)]

    def handed_off(self, ticket: Ticket) -> list[Call]:
        return [said("handed_off", ticket.locale, ticket.id)]

    def failed(self, ticket: Ticket) -> list[Call]:
        return [said("failed", ticket.locale, ticket.id)]

    def left_with_contact(self, ticket: Ticket) -> list[Call]:
        return [said("contact", ticket.locale, ticket.id)]

    def in_an_emergency(self, locale: str) -> list[Call]:
        return [said("emergency", locale)]

    def staff_reply(self, ticket: Ticket, reply: Reply) -> list[Call]:
        return [said("reply", ticket.locale, reply.text)]


class FakeStaffPresenter:
    """The same for staff, who have one language."""

    def ticket_title(self, ticket: Ticket, person: Person) -> str:
        return f"{ticket.id} {person.name}"

    def ticket_card(self, ticket: Ticket, person: Person, before: Sequence[Turn]) -> list[Call]:
        return [said("card", ticket.question, person.name, *(turn.text for turn in before))]

    def ticket_addition(self, ticket: Ticket, text: str) -> list[Call]:
        return [said("addition", ticket.id, text)]

    def not_delivered(self, ticket: Ticket, reason: str) -> list[Call]:
        return [said("not_delivered", ticket.id, reason)]


class FakeGateway:
    """Telegram: keeps what was sent where, unless a test wants it to refuse."""

    def __init__(self, forums: Sequence[int] = ()) -> None:
        self.forums = forums
        self.sent: list[tuple[int, Any, int | None]] = []  # chat, what, forum topic
        self.topics: list[str] = []
        self._troubles: dict[str, list[BaseException]] = defaultdict(list)

    def refuses(self, chat_id: int, *errors: BaseException) -> None:
        """The next calls to a chat raise these, one each."""
        self._troubles[f"send {chat_id}"] += errors

    def refuses_topics(self, chat_id: int, *errors: BaseException) -> None:
        """So do the next attempts to open a topic there."""
        self._troubles[f"topic {chat_id}"] += errors

    async def send(self, delivery: Delivery, thread_id: int | None = None) -> int | None:
        self._stumble(f"send {delivery.chat_id}")
        self.sent.append((delivery.chat_id, what_was_said(delivery), thread_id))
        return 100 + len(self.sent)

    async def has_topics(self, chat_id: int) -> bool:
        return chat_id in self.forums

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
