"""In-memory registers that keep the promises of `actions.registers`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from actions.domain.batch import Batch
from actions.domain.deed import Verb
from actions.domain.erasure import Erasure, ErasureState, Receipt, Rows, Trace, Wish
from actions.domain.meaning import Meaning
from actions.domain.promise import Promise
from actions.domain.rating import Rating, Tally
from actions.domain.ticket import Ticket
from tests.fake_letters import FakeDeeds
from tests.fake_repositories import FakeTickets

if TYPE_CHECKING:
    from tests.fakes import FakeWork

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


class FakeTraces:
    """What all the other fakes know of a person."""

    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    async def of(self, person_id: int) -> Rows:
        work, ours = self._work, self._tickets_of(person_id)
        found: dict[str, list[Any]] = {
            "people": [p for p in work.people.stored.values() if p.id == person_id],
            "tickets": [work.tickets.stored[number] for number in ours],
            "letters": [a for a in work.letters.stored.values() if a.ticket_id in ours],
            "turns": [t for t in work.turns.said if t.person_id == person_id],
            "deliveries": [
                d
                for d in work.deliveries.stored.values()
                if d.chat_id == person_id or d.ticket_id in ours or d.id in self._words(person_id)
            ],
            "complaints": [c for c in work.complaints.stored.values() if c.person_id == person_id],
            "exchanges": [e for e in work.records.stored if e.person_id == person_id],
            "stays": [s for s in work.stays.stored.values() if s.person_id == person_id],
            "ratings": [r for r in work.ratings.stored.values() if r.person_id == person_id],
        }
        found["subscriptions"] = sorted(work.subscriptions.stored.get(person_id, ()))
        enlisted = work.announcements.readings
        found["recipients"] = [each for key, each in enlisted.items() if key[1] == person_id]
        return {name: [{"text": str(row)} for row in rows] for name, rows in found.items()}

    async def in_groups(self, person_id: int) -> list[Trace]:
        deliveries = self._work.deliveries.stored
        shown = [deliveries[n] for n in self._words(person_id) if n in deliveries]
        words = [Trace(d.chat_id, None, (d.message_id,)) for d in shown if d.message_id]
        of_tickets = [t for n in self._tickets_of(person_id) for t in self._trace(n)]
        return [*of_tickets, *words]

    async def erase(self, person_id: int) -> int:
        work, ours = self._work, self._tickets_of(person_id)
        count = sum(map(len, (await self.of(person_id)).values()))
        gone = {a.id for a in work.letters.stored.values() if a.ticket_id in ours}
        work.letters.carried = [c for c in work.letters.carried if c.letter_id not in gone]
        for number in gone:
            del work.letters.stored[number]
        for number, delivery in list(work.deliveries.stored.items()):
            is_word = number in self._words(person_id)
            if delivery.chat_id == person_id or delivery.ticket_id in ours or is_word:
                del work.deliveries.stored[number]
        for number in ours:
            work.promises.stored.pop(number, None)
            work.meanings.stored.pop(number, None)
            work.ratings.stored.pop(number, None)
            work.tickets.threads = {
                place: owner for place, owner in work.tickets.threads.items() if owner != number
            }
            del work.tickets.stored[number]
        work.complaints.stored = {
            key: one for key, one in work.complaints.stored.items() if one.person_id != person_id
        }
        work.records.stored = [e for e in work.records.stored if e.person_id != person_id]
        work.subscriptions.stored.pop(person_id, None)
        for key in [key for key in work.announcements.readings if key[1] == person_id]:
            del work.announcements.readings[key], work.announcements.states[key]
        work.turns.said = [turn for turn in work.turns.said if turn.person_id != person_id]
        work.stays.forget(person_id)
        person = work.people.stored.pop(person_id, None)
        if person and person.banned_at:
            work.people.stored[person_id] = replace(person, name="", username=None, ban_reason="")
            count -= 1
        return count

    async def old_files(self, moment: datetime) -> list[Trace]:
        found = []
        for letter in list(self._work.letters.stored.values()):
            ticket = self._work.tickets.stored[letter.ticket_id]
            if not letter.written.file or ticket.is_open or ticket.changed_at >= moment:
                continue
            ids = [c.message_id for c in self._work.letters.carried if c.letter_id == letter.id]
            shown = tuple(each for each in ids if each is not None)
            found.append(Trace(ticket.chat_id or 0, None, shown))
            news = replace(letter, written=replace(letter.written, file=None))
            self._work.letters.stored[letter.id] = news
        return found

    async def old_topics(self, moment: datetime) -> list[Trace]:
        found = []
        for ticket in list(self._work.tickets.stored.values()):
            if not ticket.is_open and ticket.changed_at < moment and ticket.card_id:
                found += self._trace(ticket.id)
                news = replace(ticket, thread_id=None, card_id=None)
                self._work.tickets.stored[ticket.id] = news
        return found

    async def idle_since(self, moment: datetime, limit: int = 100) -> list[int]:
        lately = {
            d.chat_id for d in self._work.deliveries.stored.values() if d.created_at >= moment
        }
        busy = {t.person_id for t in self._work.tickets.stored.values() if t.is_open}
        enlisted = self._work.announcements.states.items()
        busy |= {key[1] for key, state in enlisted if state == "waiting"}
        busy |= {who for who, at in self._work.stays.look_at.items() if at}
        people = self._work.people.stored.values()
        idle = [p.id for p in people if not p.banned_at and p.id not in lately | busy]
        return idle[:limit]

    async def drop_updates(self, moment: datetime) -> int:
        inbox = self._work.inbox
        over = [
            number
            for number, item in inbox.items.items()
            if item.received_at < moment and inbox.states[number] == "done"
        ]
        for number in over:
            del inbox.items[number], inbox.states[number]
        return len(over)

    def _words(self, person_id: int) -> set[int]:
        """The deliveries that show what they missed in answers."""
        complaints = self._work.complaints.stored.values()
        theirs = (each for each in complaints if each.person_id == person_id)
        return {each.delivery_id for each in theirs if each.delivery_id}

    def _tickets_of(self, person_id: int) -> set[int]:
        tickets = self._work.tickets.stored.values()
        return {ticket.id for ticket in tickets if ticket.person_id == person_id}

    def _trace(self, ticket_id: int) -> list[Trace]:
        ticket = self._work.tickets.stored[ticket_id]
        ids = [
            d.message_id
            for d in self._work.deliveries.stored.values()
            if d.ticket_id == ticket_id and d.chat_id == ticket.chat_id and d.message_id
        ]
        if ticket.chat_id is None or not (ids or ticket.thread_id):
            return []
        return [Trace(ticket.chat_id, ticket.thread_id, tuple(ids))]


class FakeErasures:
    """Wishes and erasures by number."""

    def __init__(self) -> None:
        self.wishes: dict[int, Wish] = {}
        self.stored: dict[int, Erasure] = {}
        self._count = 0

    async def wish(self, wish: Wish) -> Wish:
        self._count += 1
        self.wishes[self._count] = wish = replace(wish, id=self._count)
        return wish

    async def wishes_of(self, person_id: int) -> list[Wish]:
        return [wish for wish in self.wishes.values() if wish.person_id == person_id]

    async def add(self, erasure: Erasure) -> None:
        self._count += 1
        self.stored[self._count] = replace(erasure, id=self._count)

    async def save(self, erasure: Erasure) -> None:
        self.stored[erasure.id] = erasure

    async def due(self, now: datetime, limit: int = 20) -> list[Erasure]:
        due = [e for e in self.stored.values() if e.state is ErasureState.DUE]
        return [e for e in due if e.not_before is None or e.not_before <= now][:limit]

    async def next_due(self) -> datetime | None:
        due = [e for e in self.stored.values() if e.state is ErasureState.DUE]
        moments = [each.not_before or each.asked_at for each in due]
        if await self.fulfilled():
            moments += [wish.asked_at for wish in self.wishes.values()]
        return min(moments, default=None)

    async def fulfilled(self) -> list[tuple[Wish, Receipt]]:
        found = []
        for wish in self.wishes.values():
            parts = [e for e in self.stored.values() if e.request_id == wish.id]
            if receipt := Receipt.of(wish.rows, parts):
                found.append((wish, receipt))
        return found

    async def received(self, wish: Wish) -> None:
        del self.wishes[wish.id]
        self.stored = {n: e for n, e in self.stored.items() if e.request_id != wish.id}


class FakeMeanings:
    """Meanings by ticket."""

    def __init__(self, tickets: FakeTickets) -> None:
        self.stored: dict[int, Meaning] = {}
        self._tickets = tickets

    async def save(self, ticket_id: int, meaning: Meaning) -> None:
        self.stored.setdefault(ticket_id, dict(meaning))

    async def of(self, ticket_id: int) -> Meaning:
        return self.stored.get(ticket_id, {})

    async def of_open(self, but_person: int, limit: int = 2000) -> list[tuple[int, Meaning]]:
        owed = [
            (ticket.owed_since, ticket.id)
            for ticket in self._tickets.stored.values()
            if ticket.owed_since and ticket.person_id != but_person and ticket.id in self.stored
        ]
        return [(number, self.stored[number]) for _, number in sorted(owed)][:limit]


class FakeBatches:
    """Batches by number."""

    def __init__(self) -> None:
        self.stored: dict[int, Batch] = {}

    async def add(self, batch: Batch) -> Batch:
        batch = replace(batch, id=len(self.stored) + 1)
        self.stored[batch.id] = batch
        return batch

    async def get(self, batch_id: int) -> Batch | None:
        return self.stored.get(batch_id)

    async def save(self, batch: Batch) -> None:
        self.stored[batch.id] = batch


class FakeIntroductions:
    """Digests by place."""

    def __init__(self) -> None:
        self.stored: dict[str, str] = {}

    async def get(self, place: str) -> str | None:
        return self.stored.get(place)

    async def save(self, place: str, digest: str) -> None:
        self.stored[place] = digest
