"""What the actions need from outside; adapters in `bot/`, and fakes in `tests/`, promise it."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from actions.content.knowledge_base import Found
from actions.domain.decision import Courtesy, Refusal
from actions.domain.delivery import Call, Delivery
from actions.domain.feedback import Feedback
from actions.domain.interpretation import Interpretation
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.reply import Reply
from actions.domain.ticket import Ticket
from actions.domain.turn import Turn


class Clock(Protocol):
    """What time it is."""

    def __call__(self) -> datetime:
        """Aware, in UTC."""


class Interpreter(Protocol):
    """Understands a message."""

    async def interpret(self, text: str) -> Interpretation:
        """What the model makes of it; raises `ModelUnavailable`."""


@dataclass(frozen=True)
class InboxItem:
    """An update of Telegram that waits to be processed."""

    update_id: int
    chat_id: int  # whose order it keeps; 0 where there is no chat
    body: Mapping[str, Any]
    received_at: datetime
    attempts: int = 0


class Inbox(Protocol):
    """Updates, written down before Telegram is told that they arrived."""

    async def put(self, item: InboxItem) -> bool:
        """Keep it; False if this `update_id` was kept before."""

    async def waiting(self) -> list[InboxItem]:
        """Everything neither done nor given up, in order of `update_id`."""

    async def done(self, update_id: int) -> None:
        """It is processed, together with everything else in this unit of work."""

    async def stumbled(self, update_id: int, error: str) -> int:
        """Processing failed once more; how often it has by now."""

    async def give_up(self, update_id: int, error: str) -> None:
        """It failed too often: kept, marked as failed."""

    async def failed(self) -> list[InboxItem]:
        """What was given up, in order of `update_id`."""


class People(Protocol):
    """Everybody who ever wrote."""

    async def get(self, person_id: int) -> Person | None:
        """Whoever has this id, if they ever wrote."""

    async def save(self, person: Person) -> None:
        """Add or replace."""


class Tickets(Protocol):
    """Every handoff."""

    async def add(self, ticket: Ticket) -> Ticket:
        """Store it; returns it with its number."""

    async def get(self, ticket_id: int) -> Ticket | None:
        """The ticket of that number, if there is one."""

    async def save(self, ticket: Ticket) -> None:
        """Replace what was stored under its number."""

    async def latest_of(self, person_id: int) -> Ticket | None:
        """The person's newest ticket, closed or not."""

    async def in_thread(self, chat_id: int, thread_id: int) -> Ticket | None:
        """The ticket whose forum topic this is."""

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id; its forum topics are new ones, so the old are forgotten."""


class Deliveries(Protocol):
    """Everything that goes out."""

    async def add(self, delivery: Delivery) -> bool:
        """Store it; False if its cause was stored before."""

    async def get(self, delivery_id: int) -> Delivery | None:
        """The delivery of that number, if there is one."""

    async def heads(self, now: datetime, limit: int = 100) -> list[Delivery]:
        """The oldest due delivery of each chat whose `not_before` has come; by priority, then age.

        A chat whose oldest due delivery must still wait has no head: order is kept. Taps
        (`Priority.BUTTON`) queue in a lane of their own: a person waits for them with a finger
        on the screen, and Telegram forgets them within seconds.
        """

    async def next_due(self) -> datetime | None:
        """When the next postponed head may go; None if none waits."""

    async def begin(self, delivery_id: int) -> None:
        """An attempt starts now: counted before it happens, so that a crash shows."""

    async def sent(self, delivery_id: int, at: datetime, message_id: int | None) -> None:
        """It arrived, and became this message."""

    async def failed(self, delivery_id: int, error: str) -> None:
        """Given up, visibly."""

    async def postponed(self, delivery_id: int, until: datetime, error: str) -> None:
        """Not now; it keeps its place in the chat's queue."""

    async def sent_since(self, since: datetime) -> list[tuple[int, datetime]]:
        """(chat, moment) of each sent one, oldest first; limits outlive a restart."""

    async def by_message(self, chat_id: int, message_id: int) -> Delivery | None:
        """The delivery that became this message."""

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id: what is due there goes to the new one."""

    async def count(self) -> Mapping[str, int]:
        """How many there are in each state."""


class Turns(Protocol):
    """The last lines of each conversation."""

    async def add(self, turn: Turn) -> None:
        """Keep it."""

    async def last(self, person_id: int, count: int) -> list[Turn]:
        """The newest `count`, oldest first."""


class FeedbackBook(Protocol):
    """What people thought of answers."""

    async def add(self, feedback: Feedback) -> None:
        """Keep it; the same person's earlier one on the same entry and locale is replaced."""

    async def tally(self, entry_id: str) -> tuple[int, int]:
        """How many found it helpful, and how many not."""


class Moves(Protocol):
    """Groups that became supergroups."""

    async def record(self, old: int, new: int) -> None:
        """A group has another id from now on."""

    async def current(self, chat_id: int) -> int:
        """Where that chat lives today, over any number of moves."""


class Work(Protocol):
    """One unit of work: everything in it happens, or nothing does."""

    inbox: Inbox
    people: People
    tickets: Tickets
    deliveries: Deliveries
    turns: Turns
    feedback: FeedbackBook
    moves: Moves

    async def forget_before(self, moment: datetime) -> int:
        """Delete the words of conversations that are older, wherever they are kept; how many.

        Of updates and deliveries their numbers stay, so that nothing is done twice; of
        tickets everything but the words.
        """


class Workroom(Protocol):
    """Opens units of work: committed at the end of the block, rolled back by an exception."""

    def __call__(self) -> AbstractAsyncContextManager[Work]:
        """One unit; don't wait for anything else inside."""


class Gateway(Protocol):
    """The one door to Telegram; every method raises `DeliveryError`s."""

    async def send(self, delivery: Delivery, thread_id: int | None = None) -> int | None:
        """Make the call; the new message's id, where one came into being."""

    async def has_topics(self, chat_id: int) -> bool:
        """Whether the group is a forum."""

    async def create_topic(self, chat_id: int, title: str) -> int:
        """Open a forum topic; its thread id."""


class Presenter(Protocol):
    """Finds the words and buttons for what a person gets, in their language."""

    def answer(self, found: Found, locale: str, occasion: Occasion) -> list[Call]:
        """An entry with its source and date, and what one may want to do next."""

    def clarify(self, found: Sequence[Found], locale: str) -> list[Call]:
        """Asks which of a few questions is meant."""

    def courtesy(self, courtesy: Courtesy, locale: str) -> list[Call]:
        """Returns a courtesy."""

    def declined(self, refusal: Refusal, locale: str) -> list[Call]:
        """Declines kindly."""

    def unavailable(self, locale: str) -> list[Call]:
        """The model is silent: topics and a person are not."""

    def unsupported(self, locale: str) -> list[Call]:
        """Only text can be read."""

    def handed_off(self, ticket: Ticket) -> list[Call]:
        """Somebody of the office will reply."""

    def failed(self, ticket: Ticket) -> list[Call]:
        """Something went wrong here, and somebody of the office will reply."""

    def left_with_contact(self, ticket: Ticket, today: date) -> list[Call]:
        """Whom to write to, since nobody is on duty here."""

    def in_an_emergency(self, locale: str, today: date) -> list[Call]:
        """Whom to call at once."""

    def staff_reply(self, ticket: Ticket, reply: Reply) -> list[Call]:
        """A staff member's words, signed as the office."""


class StaffPresenter(Protocol):
    """Finds the words for what staff get."""

    def ticket_title(self, ticket: Ticket, person: Person) -> str:
        """The name of a ticket's forum topic."""

    def ticket_card(self, ticket: Ticket, person: Person, before: Sequence[Turn]) -> list[Call]:
        """What staff see first."""

    def ticket_addition(self, ticket: Ticket, text: str) -> list[Call]:
        """What the person wrote later."""

    def not_delivered(self, ticket: Ticket, reason: str) -> list[Call]:
        """A reply did not arrive."""
