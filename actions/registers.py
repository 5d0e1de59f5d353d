"""What is kept besides conversations; adapters and fakes promise it, as with `ports`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from actions.domain.promise import Promise
from actions.domain.rating import Rating, Tally
from actions.domain.ticket import Ticket


class Promises(Protocol):
    """By when students were told that a person answers; one for each ticket that waits."""

    async def get(self, ticket_id: int) -> Promise | None:
        """What was promised last for this ticket."""

    async def save(self, promise: Promise) -> None:
        """Add or replace."""

    async def drop(self, ticket_id: int) -> None:
        """The wait is over."""

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
