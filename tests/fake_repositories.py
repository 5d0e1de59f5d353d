"""In-memory repositories that keep the promises of `actions.ports`."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from actions.domain.feedback import Feedback
from actions.domain.person import Person
from actions.domain.ticket import Ticket, TicketState
from actions.domain.turn import Speaker, Turn
from actions.ports import InboxItem

FOREVER = datetime.max.replace(tzinfo=UTC)


class FakeInbox:
    """Updates by number, with what became of each."""

    def __init__(self) -> None:
        self.items: dict[int, InboxItem] = {}
        self.states: dict[int, str] = {}  # waiting, done or failed
        self.errors: dict[int, str] = {}

    async def put(self, item: InboxItem) -> bool:
        if item.update_id in self.items:
            return False
        self.items[item.update_id] = replace(item, body=as_json(item.body))
        self.states[item.update_id] = "waiting"
        return True

    async def waiting(self) -> list[InboxItem]:
        return self._in_state("waiting")

    async def done(self, update_id: int) -> None:
        self._change(update_id, body={})
        self.states[update_id] = "done"
        self.errors.pop(update_id, None)

    async def stumbled(self, update_id: int, error: str) -> int:
        attempts = self._change(update_id).attempts + 1
        self._change(update_id, attempts=attempts)
        self.errors[update_id] = error
        return attempts

    async def give_up(self, update_id: int, error: str) -> None:
        self._change(update_id)
        self.states[update_id], self.errors[update_id] = "failed", error

    async def failed(self) -> list[InboxItem]:
        return self._in_state("failed")

    def forget_before(self, moment: datetime) -> int:
        over = [item for item in self.items.values() if self.states[item.update_id] != "waiting"]
        wordy = [item for item in over if item.received_at < moment and item.body]
        for item in wordy:
            self._change(item.update_id, body={})
            self.errors.pop(item.update_id, None)
        return len(wordy)

    def _in_state(self, state: str) -> list[InboxItem]:
        return [item for id_, item in sorted(self.items.items()) if self.states[id_] == state]

    def _change(self, update_id: int, **news: Any) -> InboxItem:  # noqa: ANN401 -- a field's
        self.items[update_id] = item = replace(self.items[update_id], **news)
        return item


class FakePeople:
    """People by number."""

    def __init__(self) -> None:
        self.stored: dict[int, Person] = {}

    async def get(self, person_id: int) -> Person | None:
        return self.stored.get(person_id)

    async def save(self, person: Person) -> None:
        self.stored[person.id] = person

    async def origins(self) -> Mapping[str, int]:
        return Counter(p.came_from for p in self.stored.values() if p.came_from)

    async def banned(self) -> list[Person]:
        found = [(p.banned_at, -p.id, p) for p in self.stored.values() if p.banned_at]
        return [person for *_, person in sorted(found, reverse=True)]


class FakeTickets:
    """Tickets by number."""

    def __init__(self) -> None:
        self.stored: dict[int, Ticket] = {}
        self.threads: dict[tuple[int, int], int] = {}

    async def add(self, ticket: Ticket) -> Ticket:
        ticket = replace(ticket, id=len(self.stored) + 1)
        self.stored[ticket.id] = ticket
        return ticket

    async def get(self, ticket_id: int) -> Ticket | None:
        return self.stored.get(ticket_id)

    async def save(self, ticket: Ticket) -> None:
        if ticket.id not in self.stored:
            raise LookupError(ticket.id)
        self.stored[ticket.id] = ticket

    async def latest_of(self, person_id: int) -> Ticket | None:
        return self._newest([t for t in self.stored.values() if t.person_id == person_id])

    async def in_thread(self, chat_id: int, thread_id: int) -> Ticket | None:
        return self.stored.get(self.threads.get((chat_id, thread_id), 0))

    async def keep_thread(self, chat_id: int, thread_id: int, ticket_id: int) -> None:
        self.threads[chat_id, thread_id] = ticket_id

    async def in_state(self, state: TicketState, limit: int = 500) -> list[Ticket]:
        found = [ticket for ticket in self.stored.values() if ticket.state is state]
        return sorted(found, key=lambda t: (t.owed_since or FOREVER, t.id))[:limit]

    async def of_member(self, member_id: int) -> list[Ticket]:
        return [ticket for ticket in self._held() if ticket.claimed_by == member_id]

    async def expired(self, now: datetime) -> list[Ticket]:
        return [t for t in self._held() if t.claimed_until and t.claimed_until <= now]

    async def next_expiry(self) -> datetime | None:
        return min((t.claimed_until for t in self._held() if t.claimed_until), default=None)

    async def recent(self, count: int) -> list[Ticket]:
        return sorted(self.stored.values(), key=lambda ticket: -ticket.id)[:count]

    def _held(self) -> list[Ticket]:
        return [t for t in self.stored.values() if t.state is TicketState.STAFF]

    async def move_chat(self, old: int, new: int) -> None:
        for ticket in self.stored.values():
            if ticket.chat_id == old:
                moved = replace(ticket, chat_id=new, thread_id=None, card_id=None)
                self.stored[ticket.id] = moved

    def forget_before(self, moment: datetime) -> int:
        wordy = [t for t in self.stored.values() if t.changed_at < moment and t.question]
        self.stored |= {ticket.id: replace(ticket, question="") for ticket in wordy}
        return len(wordy)

    def _newest(self, found: list[Ticket]) -> Ticket | None:
        return max(found, key=lambda ticket: ticket.id, default=None)


class FakeTurns:
    """Everything that was said, in order."""

    def __init__(self) -> None:
        self.said: list[Turn] = []

    async def add(self, turn: Turn) -> None:
        self.said.append(turn)

    async def last(self, person_id: int, count: int) -> list[Turn]:
        theirs = [turn for turn in self.said if turn.person_id == person_id]
        return theirs[max(len(theirs) - count, 0) :]

    async def before(self, person_id: int, moment: datetime, count: int) -> list[Turn]:
        theirs = [turn for turn in self.said if turn.person_id == person_id]
        earlier = [turn for turn in theirs if turn.said_at < moment]
        return earlier[max(len(earlier) - count, 0) :]

    async def tally(self, since: datetime) -> Mapping[str, int]:
        shown = [turn for turn in self.said if turn.speaker is Speaker.ASSISTANT]
        return Counter(i for turn in shown if turn.said_at >= since for i in turn.text.split())

    def forget_before(self, moment: datetime) -> int:
        kept = [turn for turn in self.said if turn.said_at >= moment]
        forgotten = len(self.said) - len(kept)
        self.said = kept
        return forgotten


class FakeFeedback:
    """The last opinion of each person on each entry in each locale."""

    def __init__(self) -> None:
        self.given: dict[tuple[int, str, str], Feedback] = {}

    async def add(self, feedback: Feedback) -> None:
        self.given[feedback.person_id, feedback.entry_id, feedback.locale] = feedback

    async def tally(self, entry_id: str) -> tuple[int, int]:
        votes = [vote.helpful for vote in self.given.values() if vote.entry_id == entry_id]
        return votes.count(True), votes.count(False)


class FakeMoves:
    """Where each chat went."""

    def __init__(self) -> None:
        self.moved: dict[int, int] = {}

    async def record(self, old: int, new: int) -> None:
        self.moved[old] = new

    async def current(self, chat_id: int) -> int:
        passed = {chat_id}
        while self.moved.get(chat_id, chat_id) not in passed:
            chat_id = self.moved[chat_id]
            passed.add(chat_id)
        return chat_id


def as_json(body: Mapping[str, Any]) -> dict[str, Any]:
    """What comes back from a database: lists for tuples, texts for keys."""
    value: dict[str, Any] = json.loads(json.dumps(dict(body), allow_nan=False))
    return value
