"""What became of messages, and everything else that a report counts."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.deed import Verb
from actions.domain.exchange import Exchange
from actions.domain.feedback import Complaint, Feedback
from actions.domain.meaning import Meaning
from actions.domain.rating import Rating
from actions.domain.record import Handled, Wait
from bot.storage.promises import BY_A_PERSON
from bot.storage.record_tables import complaints, exchanges
from bot.storage.register_tables import meanings, promises, ratings
from bot.storage.tables import deeds, tickets
from bot.storage.tables import feedback as opinions

ENDS = (*BY_A_PERSON, Verb.CLOSE, Verb.NOT_FOR_US)  # what ends a wait
FIELDS = [column for column in exchanges.c if column.name != "id"]


class SqlRecords:
    """Implements `registers.Records` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, exchange: Exchange) -> None:
        """Write it down."""
        await self._connection.execute(insert(exchanges).values(**vars(exchange)))

    async def exchanges(self, since: datetime) -> list[Exchange]:
        """All since then, in order."""
        query = (
            select(*FIELDS).where(exchanges.c.at >= since).order_by(exchanges.c.at, exchanges.c.id)
        )
        return [Exchange(**row) for row in (await self._connection.execute(query)).mappings()]

    async def thumbs(self, since: datetime) -> list[Feedback]:
        """All since then."""
        query = select(opinions).where(opinions.c.given_at >= since)
        return [Feedback(**row) for row in (await self._connection.execute(query)).mappings()]

    async def complaints(self, since: datetime) -> list[Complaint]:
        """All since then, in order."""
        query = select(complaints).where(complaints.c.given_at >= since)
        ordered = query.order_by(complaints.c.given_at, complaints.c.message_id)
        return [Complaint(**row) for row in (await self._connection.execute(ordered)).mappings()]

    async def ratings(self, since: datetime) -> list[Rating]:
        """All since then."""
        query = select(ratings).where(ratings.c.given_at >= since)
        return [Rating(**row) for row in (await self._connection.execute(query)).mappings()]

    async def handled(self, since: datetime) -> list[Handled]:
        """The tickets opened since then, in order, with the words that are still kept."""
        asked = (tickets.c.id, tickets.c.opened_at, tickets.c.locale)
        said = (tickets.c.reason, tickets.c.question, meanings.c.ranking)
        query = select(*asked, *said)
        query = query.outerjoin(meanings, meanings.c.ticket_id == tickets.c.id)
        query = query.where(tickets.c.opened_at >= since).order_by(tickets.c.id)
        found = await self._connection.execute(query)
        return [Handled(*row[:5], _meaning(row[5])) for row in found]

    async def waits(self, since: datetime) -> list[Wait]:
        """The last wait of each ticket, of those that began since then."""
        ends_it = (deeds.c.verb.in_(ENDS), deeds.c.at >= promises.c.owed_since)
        answered = (
            select(func.min(deeds.c.at))
            .where(deeds.c.ticket_id == promises.c.ticket_id, *ends_it)
            .scalar_subquery()
        )
        names = (promises.c.owed_since, promises.c.first_due_at, answered)
        query = select(*names).where(promises.c.owed_since >= since)
        return [Wait(*row) for row in await self._connection.execute(query)]

    async def forget_before(self, moment: datetime) -> int:
        """Delete those that are older."""
        over = delete(exchanges).where(exchanges.c.at < moment)
        return (await self._connection.execute(over)).rowcount


def _meaning(kept: Meaning | None) -> Meaning:
    return kept or {}
