"""Everything that is known of a person, wherever it is kept."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.deed import Verb
from actions.domain.erasure import Rows, Trace
from actions.domain.letter import Side
from actions.domain.ticket import TicketState
from bot.storage.announcement_tables import RecipientState, recipients, subscriptions
from bot.storage.record_tables import complaints, exchanges
from bot.storage.register_tables import meanings, promises, ratings
from bot.storage.stay_tables import days, done, reminders, stays
from bot.storage.tables import (
    InboxState,
    copies,
    deeds,
    deliveries,
    feedback,
    inbox,
    letters,
    people,
    tickets,
    topics,
    turns,
)

ABOUT_OTHERS = frozenset({"claimed_by", "author_id"})  # who of the staff it was
TOLD = ("citizenship", "level", "role", "stage", "came_from")
NOBODY = 0  # the chat of what is no longer anybody's
TELLING = (Verb.BAN, Verb.UNBAN)  # deeds whose detail is about a student
OVER = tickets.c.state == TicketState.CLOSED


class SqlTraces:
    """Implements `registers.Traces` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, person_id: int) -> Rows:
        """All of it, without what is about others."""
        return {
            table.name: [_plain(row) for row in await self._all(select(table).where(theirs))]
            for table, theirs in _belongings(person_id)
            if table not in (topics, copies)
        }

    async def in_groups(self, person_id: int) -> list[Trace]:
        """What staff groups show of them."""
        of_tickets = await self._traces(tickets.c.person_id == person_id)
        return [*of_tickets, *await self._words(complaints.c.person_id == person_id)]

    async def erase(self, person_id: int) -> int:
        """Delete all rows; how many. Somebody who is banned stays so, without a name."""
        theirs = select(tickets.c.id).where(tickets.c.person_id == person_id)
        telling = (deeds.c.ticket_id.in_(theirs), deeds.c.verb.in_(TELLING))
        await self._run(update(deeds).where(*telling).values(detail=""))
        await self._forget_updates(person_id)
        count = 0
        for table, where in _belongings(person_id):
            if table is not inbox:
                free = [people.c.banned_at.is_(None)] if table is people else []
                count += await self._run(delete(table).where(where, *free))
        anonymous = {"name": "", "username": None, "language_code": None, "ban_reason": ""}
        anonymous |= dict.fromkeys(("chosen_locale", "last_locale", "first_seen", *TOLD))
        await self._run(update(people).where(people.c.id == person_id).values(**anonymous))
        return count

    async def _forget_updates(self, person_id: int) -> None:
        """Their numbers stay, so that none is processed twice; what waits keeps its words."""
        theirs = inbox.c.chat_id == person_id
        over = (theirs, inbox.c.state != InboxState.WAITING)
        await self._run(update(inbox).where(*over).values(body={}, error=None))
        await self._run(update(inbox).where(theirs).values(chat_id=NOBODY))

    async def old_files(self, moment: datetime) -> list[Trace]:
        """Files in staff groups, of tickets closed before then; each is named once."""
        over = (OVER, tickets.c.changed_at < moment, letters.c.file.is_not(None))
        query = select(letters.c.id, letters.c.side, letters.c.message_id, tickets.c.chat_id)
        query = query.join(tickets, tickets.c.id == letters.c.ticket_id).where(*over).limit(1000)
        found = [row for row in await self._all(query) if row["chat_id"] is not None]
        places: dict[int, list[int]] = defaultdict(list)
        for row in found:
            if row["side"] is Side.STAFF and row["message_id"] is not None:
                places[row["chat_id"]].append(row["message_id"])
        ids = [row["id"] for row in found]
        shown = select(copies.c.chat_id, copies.c.message_id).where(
            copies.c.letter_id.in_(ids), copies.c.chat_id < 0, copies.c.message_id.is_not(None)
        )
        for row in await self._all(shown) if ids else []:
            places[row["chat_id"]].append(row["message_id"])
        if ids:
            await self._run(update(letters).where(letters.c.id.in_(ids)).values(file=None))
        return [Trace(chat_id, None, tuple(dict.fromkeys(m))) for chat_id, m in places.items()]

    async def old_topics(self, moment: datetime) -> list[Trace]:
        """What staff groups show of tickets closed, and words written, before then; each once."""
        shown = or_(tickets.c.thread_id.is_not(None), tickets.c.card_id.is_not(None))
        over = and_(OVER, tickets.c.changed_at < moment, shown)
        traces = await self._traces(over)
        ids = select(tickets.c.id).where(over)
        await self._run(delete(topics).where(topics.c.ticket_id.in_(ids)))
        await self._run(update(tickets).where(over).values(thread_id=None, card_id=None))
        written = complaints.c.given_at < moment
        words = await self._words(written)
        await self._run(update(complaints).where(written).values(delivery_id=None))
        return [*traces, *words]

    async def idle_since(self, moment: datetime, limit: int = 100) -> list[int]:
        """Those to whom nothing was sent since, nor is about to be; nobody who is banned."""
        lately = (deliveries.c.chat_id == people.c.id, deliveries.c.created_at >= moment)
        open_ones = (tickets.c.person_id == people.c.id, tickets.c.state != TicketState.CLOSED)
        # What is announced is on its way to them; what they want to be reminded of is to come.
        waiting = recipients.c.state == RecipientState.WAITING
        enlisted = (recipients.c.person_id == people.c.id, waiting)
        reminded = (stays.c.person_id == people.c.id, stays.c.look_at.is_not(None))
        query = select(people.c.id).where(
            people.c.banned_at.is_(None),
            ~exists().where(*enlisted),
            ~exists().where(*reminded),
            ~exists().where(*lately),
            ~exists().where(*open_ones),
        )
        return [row["id"] for row in await self._all(query.order_by(people.c.id).limit(limit))]

    async def drop_updates(self, moment: datetime) -> int:
        """Delete the numbers of updates that were done with before then; how many."""
        over = (inbox.c.received_at < moment, inbox.c.state == InboxState.DONE)
        return await self._run(delete(inbox).where(*over))

    async def _traces(self, where: ColumnElement[bool]) -> list[Trace]:
        query = select(tickets.c.id, tickets.c.chat_id, tickets.c.thread_id).where(where)
        found = {row["id"]: row for row in await self._all(query)}
        places: dict[tuple[int, int | None], list[int]] = {}
        for row in found.values():
            if row["chat_id"] is not None:
                places.setdefault((row["chat_id"], row["thread_id"]), [])
        earlier = select(topics.c.chat_id, topics.c.thread_id, topics.c.ticket_id)
        for row in await self._all(earlier.where(topics.c.ticket_id.in_(found))) if found else []:
            places.setdefault((row["chat_id"], row["thread_id"]), [])
        for ticket_id, row in found.items():
            for chat_id, message_id in await self._messages(ticket_id):
                is_home = row["chat_id"] == chat_id
                place = (chat_id, row["thread_id"] if is_home else None)
                places.setdefault(place, []).append(message_id)
        traces = [Trace(*place, tuple(dict.fromkeys(ids))) for place, ids in places.items()]
        return [trace for trace in traces if trace.thread_id or trace.message_ids]

    async def _words(self, where: ColumnElement[bool]) -> list[Trace]:
        """The messages that show what was missing in answers."""
        query = select(deliveries.c.chat_id, deliveries.c.message_id)
        query = query.join(complaints, complaints.c.delivery_id == deliveries.c.id)
        rows = await self._all(query.where(where, deliveries.c.message_id.is_not(None)))
        return [Trace(row["chat_id"], None, (row["message_id"],)) for row in rows]

    async def _messages(self, ticket_id: int) -> list[tuple[int, int]]:
        """Every message of a ticket in a group: ours, the parts of albums, and what staff wrote."""
        ours = select(deliveries.c.chat_id, deliveries.c.message_id).where(
            deliveries.c.ticket_id == ticket_id, deliveries.c.chat_id < 0
        )
        written = select(letters.c.chat_id, letters.c.message_id).where(
            letters.c.ticket_id == ticket_id, letters.c.chat_id < 0
        )
        parts = select(copies.c.chat_id, copies.c.message_id).where(
            copies.c.letter_id.in_(select(letters.c.id).where(letters.c.ticket_id == ticket_id)),
            copies.c.chat_id < 0,
        )
        rows = [row for query in (ours, written, parts) for row in await self._all(query)]
        return [(row["chat_id"], row["message_id"]) for row in rows if row["message_id"]]

    async def _all(self, query: Select[Any]) -> list[dict[str, Any]]:
        return [dict(row) for row in (await self._connection.execute(query)).mappings()]

    async def _run(self, statement: Any) -> int:  # noqa: ANN401 -- an update or a delete
        return int((await self._connection.execute(statement)).rowcount)


def _belongings(person_id: int) -> Iterable[tuple[Table, ColumnElement[bool]]]:
    """Each table with what in it is theirs; those that refer to others first."""
    theirs = select(tickets.c.id).where(tickets.c.person_id == person_id)
    their_letters = select(letters.c.id).where(letters.c.ticket_id.in_(theirs))
    yield copies, copies.c.letter_id.in_(their_letters)
    yield letters, letters.c.ticket_id.in_(theirs)
    yield topics, topics.c.ticket_id.in_(theirs)
    yield meanings, meanings.c.ticket_id.in_(theirs)
    yield promises, promises.c.ticket_id.in_(theirs)
    yield ratings, ratings.c.ticket_id.in_(theirs)
    words = select(complaints.c.delivery_id).where(
        complaints.c.person_id == person_id, complaints.c.delivery_id.is_not(None)
    )
    sent = (deliveries.c.chat_id == person_id, deliveries.c.ticket_id.in_(theirs))
    yield deliveries, or_(*sent, deliveries.c.id.in_(words))
    yield tickets, tickets.c.person_id == person_id
    yield turns, turns.c.person_id == person_id
    yield feedback, feedback.c.person_id == person_id
    yield complaints, complaints.c.person_id == person_id
    yield exchanges, exchanges.c.person_id == person_id
    for table in (days, done, reminders, stays):
        yield table, table.c.person_id == person_id
    yield inbox, inbox.c.chat_id == person_id
    yield subscriptions, subscriptions.c.person_id == person_id
    yield recipients, recipients.c.person_id == person_id
    yield people, people.c.id == person_id


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """As JSON can say it."""
    known = {name: value for name, value in row.items() if name not in ABOUT_OTHERS}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in known.items()
    }
