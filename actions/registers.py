"""What is kept besides conversations; adapters and fakes promise it, as with `ports`."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from actions.domain.announcement import Announcement, Progress
from actions.domain.audience import Reading, Subscriber
from actions.domain.batch import Batch
from actions.domain.erasure import Erasure, Receipt, Rows, Trace, Wish
from actions.domain.exchange import Exchange
from actions.domain.feedback import Complaint, Feedback
from actions.domain.meaning import Meaning
from actions.domain.news import FeedMemory
from actions.domain.promise import Promise
from actions.domain.rating import Rating, Tally
from actions.domain.record import Handled, Wait
from actions.domain.reminder import Reminder
from actions.domain.stay import Sent, Stay
from actions.domain.ticket import Ticket


class Promises(Protocol):
    """By when students were told that a person answers; one for each ticket that waits."""

    async def get(self, ticket_id: int) -> Promise | None:
        """What was promised last for this ticket."""

    async def save(self, promise: Promise) -> None:
        """Add or replace."""

    async def due(self, now: datetime, limit: int = 100) -> list[Promise]:
        """Those that must be looked at by now, the earliest first."""

    async def next_due(self) -> datetime | None:
        """When there is something to look at; None if there is nothing."""

    async def place(self, ticket: Ticket) -> int:
        """How many of its desk's tickets are answered before it, plus one."""

    async def first_replies(
        self, since: datetime, limit: int
    ) -> Sequence[tuple[datetime, datetime]]:
        """(asked, first answered by a person) of the newest tickets since then."""


class Ratings(Protocol):
    """How students found the office's help."""

    async def add(self, rating: Rating) -> bool:
        """Store it; False if this ticket was rated before."""

    async def add_word(self, ticket_id: int, word: str) -> bool:
        """What they add; False if there is no rating, or a word already."""

    async def last_of(self, person_id: int) -> Rating | None:
        """The person's newest rating."""

    async def tally(self, since: datetime) -> Tally:
        """All of them since then."""


class Traces(Protocol):
    """Everything that is known of a person, wherever it is kept."""

    async def of(self, person_id: int) -> Rows:
        """All of it, without what is about others."""

    async def in_groups(self, person_id: int) -> list[Trace]:
        """What staff groups show of them."""

    async def erase(self, person_id: int) -> int:
        """Delete all rows; how many. Somebody who is banned stays so, without a name."""

    async def old_files(self, moment: datetime) -> list[Trace]:
        """Files in staff groups, of tickets closed before then; each is named once."""

    async def old_topics(self, moment: datetime) -> list[Trace]:
        """What staff groups show of tickets closed before then; each is named once."""

    async def idle_since(self, moment: datetime, limit: int = 100) -> list[int]:
        """Those to whom nothing was sent since, nor is about to be; nobody who is banned."""

    async def drop_updates(self, moment: datetime) -> int:
        """Delete the numbers of updates that were done with before then; how many."""


class Erasures(Protocol):
    """What must be taken away from staff groups."""

    async def wish(self, wish: Wish) -> Wish:
        """Store it; returns it with its number."""

    async def wishes_of(self, person_id: int) -> list[Wish]:
        """The person's wishes that have no receipt yet."""

    async def add(self, erasure: Erasure) -> None:
        """Store it."""

    async def save(self, erasure: Erasure) -> None:
        """Replace what was stored under its number."""

    async def due(self, now: datetime, limit: int = 20) -> list[Erasure]:
        """Those that may be tried now, in order."""

    async def next_due(self) -> datetime | None:
        """When the next may be tried, or a receipt be written; None if there is none."""

    async def fulfilled(self) -> list[tuple[Wish, Receipt]]:
        """The wishes of which everything is done."""

    async def received(self, wish: Wish) -> None:
        """The receipt is on its way: who wished it is no longer known."""


class Meanings(Protocol):
    """What the model made of the questions on tickets."""

    async def save(self, ticket_id: int, meaning: Meaning) -> None:
        """Keep it; the first one of a ticket stays."""

    async def of(self, ticket_id: int) -> Meaning:
        """What a ticket's question may be after; nothing, if that is not known."""

    async def of_open(self, but_person: int, limit: int = 2000) -> list[tuple[int, Meaning]]:
        """Those of other people's tickets that are owed a reply, the oldest first."""


class Batches(Protocol):
    """Answers that go to several people at once."""

    async def add(self, batch: Batch) -> Batch:
        """Store it; returns it with its number."""

    async def get(self, batch_id: int) -> Batch | None:
        """The batch of that number."""

    async def save(self, batch: Batch) -> None:
        """Replace what was stored under its number."""


class Introductions(Protocol):
    """What Telegram was last told to show of the bot, so that it is told only what is new."""

    async def get(self, place: str) -> str | None:
        """The digest of the words that are shown there; None if nothing is."""

    async def save(self, place: str, digest: str) -> None:
        """Other words are shown there now."""


class Complaints(Protocol):
    """What people missed in answers; one for each message."""

    async def save(self, complaint: Complaint) -> None:
        """Add, or replace that on the same message."""

    async def get(self, person_id: int, message_id: int) -> Complaint | None:
        """That on a message."""

    async def last_of(self, person_id: int) -> Complaint | None:
        """The person's newest."""


class Records(Protocol):
    """What became of messages, and everything else that a report counts."""

    async def add(self, exchange: Exchange) -> None:
        """Write it down."""

    async def exchanges(self, since: datetime) -> list[Exchange]:
        """All since then, in order."""

    async def thumbs(self, since: datetime) -> list[Feedback]:
        """All since then."""

    async def complaints(self, since: datetime) -> list[Complaint]:
        """All since then, in order."""

    async def ratings(self, since: datetime) -> list[Rating]:
        """All since then."""

    async def handled(self, since: datetime) -> list[Handled]:
        """The tickets opened since then, in order, with the words that are still kept."""

    async def waits(self, since: datetime) -> list[Wait]:
        """The last wait of each ticket, of those that began since then."""


class Stays(Protocol):
    """What people told of their own days, and what they were reminded of."""

    async def get(self, person_id: int) -> Stay | None:
        """What they told; None if they never did."""

    async def save(self, stay: Stay, look_at: datetime | None) -> None:
        """Add or replace; `look_at`: when to see whether there is something to remind of."""

    async def due(self, now: datetime, limit: int = 100) -> list[Stay]:
        """Those that must be looked at by now, the earliest first."""

    async def next_due(self) -> datetime | None:
        """When there is one to look at; None if there is none."""

    async def sent(self, person_id: int) -> Sent:
        """Of what they were reminded already."""

    async def remember(self, person_id: int, reminder: Reminder, now: datetime) -> bool:
        """They are reminded of it; False if they were before."""


class Subscriptions(Protocol):
    """Who wants to hear of which topic."""

    async def of(self, person_id: int) -> frozenset[str]:
        """The topics that somebody wants to hear of."""

    async def begin(self, person_id: int, topic: str, at: datetime) -> None:
        """They want to hear of it."""

    async def end(self, person_id: int, topic: str) -> None:
        """They do not, or not any more."""

    async def to(self, topics: Collection[str]) -> list[Subscriber]:
        """Everybody who wants to hear of one of these, with all their topics, by number."""


class Announcements(Protocol):
    """What staff announce, and what became of it for everybody who gets it."""

    async def add(self, announcement: Announcement) -> Announcement:
        """Store it; returns it with its number."""

    async def get(self, announcement_id: int) -> Announcement | None:
        """The announcement of that number."""

    async def save(self, announcement: Announcement) -> None:
        """Replace what was stored under its number."""

    async def drop(self, announcement_id: int) -> None:
        """A draft is given up: nobody got it."""

    async def going(self) -> list[Announcement]:
        """Those that are confirmed or on their way, the oldest first."""

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id; its messages are not there."""

    async def enlist(self, announcement_id: int, readings: Iterable[Reading]) -> None:
        """These people get it; each person once."""

    async def next_recipients(self, announcement_id: int, limit: int) -> list[Reading]:
        """Some of those for whom nothing was queued yet, by number."""

    async def queued(self, announcement_id: int, person_id: int, delivery_id: int) -> None:
        """This delivery carries it to them."""

    async def passed_over(self, announcement_id: int, person_id: int, *, unreachable: bool) -> None:
        """Their turn came, and they can't be reached, or do not want it any more."""

    async def on_their_way(self, announcement_id: int) -> int:
        """How many deliveries of it are due."""

    async def withdraw(self, announcement_id: int, now: datetime) -> None:
        """Nobody else gets it; what is on the wire this very moment can't be called back."""

    async def progress(self, announcement_id: int) -> Progress:
        """What became of it so far."""


class Feeds(Protocol):
    """What is known of feeds, and which of their items were spoken of before."""

    async def get(self, address: str) -> FeedMemory:
        """What is known of the feed at an address."""

    async def save(self, memory: FeedMemory) -> None:
        """Add or replace."""

    async def seen(self, keys: Collection[str]) -> frozenset[str]:
        """Which of these were spoken of before."""

    async def remember(self, keys: Collection[str], at: datetime) -> None:
        """They are not spoken of again."""
