"""In-memory promises and ratings that keep the promises of `actions.registers`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.domain.deed import Verb
from actions.domain.promise import Promise
from actions.domain.rating import Rating, Tally
from actions.domain.ticket import Ticket
from tests.fake_letters import FakeDeeds
from tests.fake_repositories import FakeTickets

BY_A_PERSON = (Verb.REPLY, Verb.SEND_ENTRY, Verb.SEND_CANNED)


class FakePromises:
    """Promises by ticket."""

    def __init__(self, tickets: FakeTickets, deeds: FakeDeeds) -> None:
        self.stored: dict[int, Promise] = {}
        self._tickets, self._deeds = tickets, deeds

    async def get(self, ticket_id: int) -> Promise | None:
        return self.stored.get(ticket_id)

    async def save(self, promise: Promise) -> None:
        if promise.ticket_id not in self._tickets.stored:
            raise LookupError(promise.ticket_id)
        self.stored[promise.ticket_id] = promise

    async def drop(self, ticket_id: int) -> None:
        self.stored.pop(ticket_id, None)

    async def due(self, now: datetime, limit: int = 100) -> list[Promise]:
        due = [(p.next_at, p.ticket_id) for p in self.stored.values() if p.next_at]
        return [self.stored[number] for at, number in sorted(due) if at <= now][:limit]

    async def next_due(self) -> datetime | None:
        return min((p.next_at for p in self.stored.values() if p.next_at), default=None)

    async def place(self, ticket: Ticket) -> int:
        others = [
            (not each.urgent, each.owed_since)
            for each in self._tickets.stored.values()
            if each.desk == ticket.desk and each.owed_since and each.id != ticket.id
        ]
        if ticket.owed_since is None:
            return 1
        mine = (not ticket.urgent, ticket.owed_since)
        return 1 + sum(other < mine for other in others)

    async def first_replies(
        self, since: datetime, limit: int
    ) -> Sequence[tuple[datetime, datetime]]:
        replies: dict[int, datetime] = {}
        for deed in self._deeds.done:
            if deed.verb in BY_A_PERSON and deed.ticket_id and deed.at >= since:
                replies[deed.ticket_id] = min(deed.at, replies.get(deed.ticket_id, deed.at))
        tickets = self._tickets.stored
        found = [(tickets[n].opened_at, at) for n, at in replies.items() if n in tickets]
        recent = [pair for pair in found if pair[0] >= since]
        return sorted(recent, key=lambda pair: pair[1], reverse=True)[:limit]


class FakeRatings:
    """Ratings by ticket."""

    def __init__(self) -> None:
        self.stored: dict[int, Rating] = {}

    async def add(self, rating: Rating) -> bool:
        return self.stored.setdefault(rating.ticket_id, rating) is rating

    async def add_word(self, ticket_id: int, word: str) -> bool:
        rating = self.stored.get(ticket_id)
        if rating is None or rating.word:
            return False
        self.stored[ticket_id] = replace(rating, word=word)
        return True

    async def last_of(self, person_id: int) -> Rating | None:
        theirs = [r for r in self.stored.values() if r.person_id == person_id]
        return max(theirs, key=lambda rating: (rating.given_at, rating.ticket_id), default=None)

    async def tally(self, since: datetime) -> Tally:
        scores = [r.score for r in self.stored.values() if r.given_at >= since]
        return Tally(len(scores), sum(scores) / len(scores) if scores else 0.0)

    def forget_before(self, moment: datetime) -> int:
        wordy = [r for r in self.stored.values() if r.given_at < moment and r.word]
        self.stored |= {rating.ticket_id: replace(rating, word="") for rating in wordy}
        return len(wordy)
