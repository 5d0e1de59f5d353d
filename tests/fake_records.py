"""In-memory complaints and records that keep the promises of `actions.registers`."""

from datetime import datetime
from typing import TYPE_CHECKING

from actions.domain.deed import Verb
from actions.domain.exchange import Exchange
from actions.domain.feedback import Complaint, Feedback
from actions.domain.rating import Rating
from actions.domain.record import Handled, Wait

if TYPE_CHECKING:
    from tests.fakes import FakeWork

ENDS = (Verb.REPLY, Verb.SEND_ENTRY, Verb.SEND_CANNED, Verb.CLOSE, Verb.NOT_FOR_US)


class FakeComplaints:
    """Complaints by person and message."""

    def __init__(self) -> None:
        self.stored: dict[tuple[int, int], Complaint] = {}

    async def save(self, complaint: Complaint) -> None:
        self.stored[complaint.person_id, complaint.message_id] = complaint

    async def get(self, person_id: int, message_id: int) -> Complaint | None:
        return self.stored.get((person_id, message_id))

    async def last_of(self, person_id: int) -> Complaint | None:
        theirs = [each for each in self.stored.values() if each.person_id == person_id]
        return max(theirs, key=lambda each: (each.given_at, each.message_id), default=None)

    def forget_before(self, moment: datetime) -> int:
        over = [key for key, each in self.stored.items() if each.given_at < moment]
        for key in over:
            del self.stored[key]
        return len(over)


class FakeRecords:
    """Exchanges in order; the rest is read from the other fakes."""

    def __init__(self, work: "FakeWork") -> None:
        self.stored: list[Exchange] = []
        self._work = work

    async def add(self, exchange: Exchange) -> None:
        self.stored.append(exchange)

    async def exchanges(self, since: datetime) -> list[Exchange]:
        return [each for each in self.stored if each.at >= since]

    async def thumbs(self, since: datetime) -> list[Feedback]:
        return [each for each in self._work.feedback.given.values() if each.given_at >= since]

    async def complaints(self, since: datetime) -> list[Complaint]:
        found = [c for c in self._work.complaints.stored.values() if c.given_at >= since]
        return sorted(found, key=lambda each: (each.given_at, each.message_id))

    async def ratings(self, since: datetime) -> list[Rating]:
        return [each for each in self._work.ratings.stored.values() if each.given_at >= since]

    async def handled(self, since: datetime) -> list[Handled]:
        meanings = self._work.meanings.stored
        return [
            Handled(t.id, t.opened_at, t.locale, t.reason, t.question, meanings.get(t.id, {}))
            for t in self._work.tickets.stored.values()
            if t.opened_at >= since
        ]

    async def waits(self, since: datetime) -> list[Wait]:
        return [
            Wait(each.owed_since, each.first_due_at, self._end(each.ticket_id, each.owed_since))
            for each in self._work.promises.stored.values()
            if each.owed_since >= since
        ]

    def _end(self, ticket_id: int, since: datetime) -> datetime | None:
        return min(
            (
                deed.at
                for deed in self._work.deeds.done
                if deed.ticket_id == ticket_id and deed.verb in ENDS and deed.at >= since
            ),
            default=None,
        )

    def forget_before(self, moment: datetime) -> int:
        kept = [each for each in self.stored if each.at >= moment]
        count, self.stored = len(self.stored) - len(kept), kept
        return count
