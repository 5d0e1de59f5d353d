"""What the actions need from outside; adapters in `bot/`, and fakes in `tests/`, promise it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from actions.content.desks import Member
from actions.content.knowledge_base import Found
from actions.domain.announcement import Announcement, Progress
from actions.domain.audience import Reading
from actions.domain.deadline import Deadline
from actions.domain.decision import Courtesy, Refusal
from actions.domain.deed import Deed, Verb
from actions.domain.delivery import Call, Delivery, Priority
from actions.domain.erasure import Erasure, Receipt, Rows
from actions.domain.feedback import Complaint, Feedback
from actions.domain.interpretation import Further, Interpretation
from actions.domain.ledger import Ledger
from actions.domain.letter import Copy, Letter, Side
from actions.domain.news import NewsItem
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.promise import Outlook, Step
from actions.domain.report import Report
from actions.domain.ticket import Ticket, TicketState
from actions.domain.turn import Turn
from actions.registers import (
    Announcements,
    Batches,
    Complaints,
    Erasures,
    Feeds,
    Introductions,
    Meanings,
    Promises,
    Ratings,
    Records,
    Stays,
    Subscriptions,
    Traces,
)


class Clock(Protocol):
    """What time it is."""

    def __call__(self) -> datetime:
        """Aware, in UTC."""


class Interpreter(Protocol):
    """Understands a message."""

    async def interpret(self, text: str) -> Interpretation:
        """What the model makes of it; raises `ModelUnavailable`."""

    async def interpret_with(self, text: str, further: Further) -> list[Interpretation]:
        """The same, and of all further texts, unless the message is clear without them.

        In one go, which takes less time than one after the other.
        """


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

    async def origins(self) -> Mapping[str, int]:
        """How many people came by the link of each campaign."""

    async def banned(self) -> list[Person]:
        """Whom nobody answers, the latest first."""


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
        """The ticket whose forum topic this is, or was."""

    async def keep_thread(self, chat_id: int, thread_id: int, ticket_id: int) -> None:
        """This forum topic was opened for this ticket."""

    async def in_state(self, state: TicketState, limit: int = 500) -> list[Ticket]:
        """The tickets in a state, those owed a reply longest first, then the oldest."""

    async def of_member(self, member_id: int) -> list[Ticket]:
        """The tickets that somebody has claimed, oldest first."""

    async def expired(self, now: datetime) -> list[Ticket]:
        """The tickets whose claim is over by now."""

    async def next_expiry(self) -> datetime | None:
        """When the next claim is over."""

    async def recent(self, count: int) -> list[Ticket]:
        """The newest tickets, newest first."""

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id; its topics and cards are new ones, so the old are forgotten."""


class Deliveries(Protocol):
    """Everything that goes out."""

    async def add(self, delivery: Delivery) -> bool:
        """Store it; False if its cause was stored before."""

    async def get(self, delivery_id: int) -> Delivery | None:
        """The delivery of that number, if there is one."""

    async def by_cause(self, cause: str) -> Delivery | None:
        """The delivery that this caused."""

    async def heads(self, now: datetime, limit: int = 100) -> list[Delivery]:
        """The oldest due delivery of each lane whose `not_before` has come; by priority, then age.

        In a private chat one that must still wait holds back all that follow it in its lane; in a
        group only those of the same ticket: order is kept where somebody would notice. Taps
        (`Priority.BUTTON`) queue in a lane of their own: a person waits for them with a finger
        on the screen, and Telegram forgets them within seconds. So do signs (`Priority.SIGN`).
        """

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next head that must wait may go, after now; None if none waits."""

    async def begin(self, delivery_id: int) -> None:
        """An attempt starts now: counted before it happens, so that a crash shows.

        If nobody knows how the attempt before this one ended, it is `repeated` from now on.
        """

    async def sent(self, delivery_id: int, at: datetime, message_id: int | None) -> None:
        """It arrived, and became this message."""

    async def failed(self, delivery_id: int, error: str, *, refused: bool = False) -> None:
        """Given up, visibly; refused: nobody is there to get it."""

    async def postponed(
        self, delivery_id: int, until: datetime, error: str, *, unsure: bool = False
    ) -> None:
        """Not now; it keeps its place in the queue. Unsure: it may have arrived."""

    async def hold(self, chat_id: int, lane: Priority | None, until: datetime) -> None:
        """Everything that is due there waits as long, whatever its ticket."""

    async def hurry(self, chat_id: int) -> None:
        """The chat can be reached again: what waits for it may go now."""

    async def try_again(self, ticket_id: int) -> int:
        """What a ticket's people did not get is due once more; how many that are."""

    async def of_ticket(self, ticket_id: int, chat_id: int | None = None) -> list[Delivery]:
        """What is due for a ticket, in order, in one chat or in any."""

    async def put_last(self, delivery_id: int, chat_id: int) -> int:
        """A due one goes behind all others, to that chat; its new number."""

    async def ledger(self, ticket_id: int | None = None) -> Ledger:
        """What became of a ticket's messages, or of everybody's; signs and taps are none."""

    async def sent_since(self, since: datetime) -> list[tuple[int, datetime]]:
        """(chat, moment) of each sent one, oldest first; taps and signs count for no limit."""

    async def by_message(self, chat_id: int, message_id: int) -> Delivery | None:
        """The delivery that became this message."""

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id: what is due there goes to the new one."""

    async def count(self) -> Mapping[str, int]:
        """How many there are in each state."""


class Letters(Protocol):
    """What students and staff write to each other, and what it became for the other side."""

    async def add(self, letter: Letter) -> Letter:
        """Store it; returns it with its number."""

    async def get(self, letter_id: int) -> Letter | None:
        """The letter of that number."""

    async def save(self, letter: Letter) -> None:
        """Replace what was stored under its number."""

    async def original(self, chat_id: int, message_id: int) -> Letter | None:
        """The letter that was this message."""

    async def copied_as(self, chat_id: int, message_id: int) -> list[Letter]:
        """The letters that became this message, in order."""

    async def waiting(self, ticket_id: int, side: Side) -> list[Letter]:
        """What did not go on yet, in order."""

    async def waiting_until(self, now: datetime) -> list[tuple[int, Side]]:
        """The tickets and sides of which a letter's moment has come."""

    async def next_post(self) -> datetime | None:
        """When the next letter's moment comes."""

    async def of_ticket(self, ticket_id: int, limit: int = 100) -> list[Letter]:
        """The newest letters of a ticket, oldest first."""

    async def words_on(self, ticket_ids: Collection[int]) -> list[tuple[int, str]]:
        """(ticket, words) of each letter on these, in order; of entries that were sent, none."""

    async def add_copy(self, copy: Copy) -> None:
        """This delivery carries this letter."""

    async def copies(self, letter_id: int) -> list[Copy]:
        """What carries a letter, in order."""

    async def carried_by(self, delivery_id: int) -> list[tuple[Letter, Copy]]:
        """The letters that a delivery carries, in order."""

    async def arrived(self, delivery_id: int, message_ids: Sequence[int]) -> None:
        """What a delivery became: one message for all its letters, or one for each place."""


class Deeds(Protocol):
    """The audit log: who did what; nothing is ever changed in it."""

    async def add(self, deed: Deed) -> None:
        """Write it down."""

    async def last(self, count: int, ticket_id: int | None = None) -> list[Deed]:
        """The newest, newest first."""

    async def done_at(self, moment: datetime, verb: Verb) -> Deed | None:
        """What of this kind was done at that very moment."""

    async def people_at(self, chat_id: int, count: int) -> list[tuple[int, str]]:
        """Who acted there lately: (id, name), the latest first."""

    async def tally(self, since: datetime) -> Mapping[str, int]:
        """How many there were of each verb."""


class Outages(Protocol):
    """Staff groups that can't be reached at present."""

    async def begin(self, chat_id: int, since: datetime, reason: str) -> bool:
        """It can't be reached; False if that was known."""

    async def end(self, chat_id: int) -> bool:
        """It can be reached again; False if it could."""

    async def is_down(self, chat_id: int) -> bool:
        """Whether it can't be reached."""

    async def all(self) -> list[tuple[int, str]]:
        """(chat, reason) of each."""


class Turns(Protocol):
    """The last lines of each conversation."""

    async def add(self, turn: Turn) -> None:
        """Keep it."""

    async def last(self, person_id: int, count: int) -> list[Turn]:
        """The newest `count`, oldest first."""

    async def before(self, person_id: int, moment: datetime, count: int) -> list[Turn]:
        """The newest `count` of those said earlier, oldest first."""

    async def tally(self, since: datetime) -> Mapping[str, int]:
        """How often each entry was shown to somebody."""


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
    letters: Letters
    deeds: Deeds
    outages: Outages
    promises: Promises
    ratings: Ratings
    traces: Traces
    erasures: Erasures
    meanings: Meanings
    batches: Batches
    introductions: Introductions
    complaints: Complaints
    records: Records
    stays: Stays
    subscriptions: Subscriptions
    announcements: Announcements
    feeds: Feeds

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

    async def send_album(self, delivery: Delivery, thread_id: int | None = None) -> list[int]:
        """Copy several messages as one album; the new messages' ids."""

    async def reopen_topic(self, chat_id: int, thread_id: int) -> None:
        """Let everybody write there again."""

    async def has_topics(self, chat_id: int) -> bool:
        """Whether the group is a forum."""

    async def create_topic(self, chat_id: int, title: str) -> int:
        """Open a forum topic; its thread id."""

    async def delete_topic(self, chat_id: int, thread_id: int) -> None:
        """Take it away with all that is in it; `TopicGone` if it is not there."""

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        """Take it away; `MessageGone` if it is not there."""


class Presenter(Protocol):
    """Finds the words and buttons for what a person gets, in their language."""

    def answer(self, found: Found, locale: str, occasion: Occasion) -> list[Call]:
        """An entry with its source and date, and what one may want to do next."""

    def clarify(self, found: Sequence[Found], locale: str) -> list[Call]:
        """Asks which of a few questions is meant."""

    def perhaps_asked(self, found: Sequence[Found], locale: str) -> list[Call]:
        """Offers what may have been asked besides; nothing if there is nothing."""

    def courtesy(self, courtesy: Courtesy, locale: str) -> list[Call]:
        """Returns a courtesy."""

    def declined(self, refusal: Refusal, locale: str) -> list[Call]:
        """Declines kindly."""

    def unspoken(self, language: str, locale: str) -> list[Call]:
        """They write a language that we don't speak: in which one they are answered."""

    def unavailable(self, locale: str) -> list[Call]:
        """The model is silent: topics and a person are not."""

    def unsupported(self, locale: str) -> list[Call]:
        """Only text can be read."""

    def handed_off(self, ticket: Ticket, outlook: Outlook | None = None) -> list[Call]:
        """Somebody of the office will reply, and by when."""

    def promised_again(self, ticket: Ticket, outlook: Outlook) -> list[Call]:
        """It takes longer than was said."""

    def rated(self, ticket: Ticket, score: int) -> list[Call]:
        """Thanks for a number, and offers to add a word."""

    def rating_word_kept(self, ticket: Ticket) -> list[Call]:
        """Thanks for the word."""

    def missing_word_kept(self, locale: str) -> list[Call]:
        """Thanks for what they missed in an answer."""

    def failed(self, ticket: Ticket) -> list[Call]:
        """Something went wrong here, and somebody of the office will reply."""

    def left_with_contact(self, ticket: Ticket, today: date) -> list[Call]:
        """Whom to write to, since nobody is on duty here."""

    def in_an_emergency(self, locale: str, today: date) -> list[Call]:
        """Whom to call at once."""

    def office_letter(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        """What staff wrote, signed as the office: one letter, or the parts of an album."""

    def office_letter_edited(self, ticket: Ticket, letter: Letter) -> Call | None:
        """The call that changes it for the student; None if no call can."""

    def office_corrects(self, ticket: Ticket, letter: Letter) -> list[Call]:
        """What staff changed, once more, since it can't be changed in its place."""

    def office_entry(self, ticket: Ticket, found: Found, occasion: Occasion) -> list[Call]:
        """An approved answer that staff chose, signed as the office."""

    def ticket_closed(self, ticket: Ticket) -> list[Call]:
        """The office closed the matter."""

    def not_for_us(self, ticket: Ticket) -> list[Call]:
        """The office can't help with this."""

    def forgotten(self, receipt: Receipt, locale: str) -> list[Call]:
        """What was deleted, and what could not be."""

    def my_data_page(self, rows: Rows, locale: str) -> str:
        """Everything that is known of a person, as a page of HTML."""

    def reminder(self, deadline: Deadline, person: Person) -> list[Call]:
        """Calls a last day to mind, in the person's language."""

    def banned(self, locale: str, today: date) -> list[Call]:
        """Nobody answers this person here; whom to turn to all the same."""


@dataclass(frozen=True)
class CardView:
    """Everything that a ticket's card shows."""

    ticket: Ticket
    person: Person
    today: date
    before: Sequence[Turn] = ()
    ledger: Ledger = field(default_factory=Ledger)
    owner: str | None = None  # the name of who has it
    alike: int = 0  # other open questions that mean the same


class StaffPresenter(Protocol):
    """Finds the words for what staff get."""

    def ticket_title(self, ticket: Ticket, person: Person) -> str:
        """The name of a ticket's forum topic."""

    def card(self, view: CardView) -> Call:
        """What staff see first, kept up to date: one message."""

    def card_rest(self, ticket: Ticket) -> list[Call]:
        """The whole question, if the card can't hold it."""

    def ticket_addition(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        """What the person wrote later."""

    def ticket_correction(self, ticket: Ticket) -> list[Call]:
        """Announces what the person changed, where it can't be changed in its place."""

    def history(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        """What was written before in a topic that is gone."""

    def not_delivered(self, ticket: Ticket, reason: str) -> list[Call]:
        """A reply did not arrive."""

    def group_unreachable(self, chat_id: int, reason: str) -> list[Call]:
        """For administrators, in private: staff can't be reached."""

    def overdue(
        self, ticket: Ticket, step: Step, members: Sequence[Member], late: timedelta
    ) -> list[Call]:
        """Somebody has waited longer than they were told; `late` is working time."""

    def delete_by_hand(self, erasure: Erasure) -> list[Call]:
        """Asks for what Telegram would not let us do."""

    def rating_word(self, ticket: Ticket, score: int, word: str) -> list[Call]:
        """What a student added to their rating."""

    def digest(self, report: Report) -> list[Call]:
        """What people asked in a week: a picture, and words."""

    def drawn(self, params: Mapping[str, Any]) -> Call:
        """The call that sends a picture, from the numbers that were kept for it."""

    def missing_word(self, complaint: Complaint) -> list[Call]:
        """What somebody missed in an answer, for whoever can change it."""


class AnnouncementPresenter(Protocol):
    """Finds the words for announcements, for those who get them and for those who write them."""

    def announcement(self, announcement: Announcement, reading: Reading, person: Person) -> Call:
        """It, as this person sees it."""

    def announcement_board(
        self, announcement: Announcement, progress: Progress | None = None
    ) -> Call:
        """What staff see of it, with what they may do next: one message."""

    def announcement_over(self, announcement: Announcement, progress: Progress) -> list[Call]:
        """What became of it."""

    def announcement_unconfirmed(self, announcement: Announcement) -> list[Call]:
        """More people would get it than one alone may confirm."""

    def news_text(self, item: NewsItem) -> str:
        """The first draft of an item of news."""

    def feed_trouble(self, address: str, reason: str) -> list[Call]:
        """The news of the site can't be read."""
