"""How students found the office's help."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.rating import Rating, Tally
from bot.storage.inserting import insert_once
from bot.storage.register_tables import ratings


class SqlRatings:
    """Implements `registers.Ratings` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, rating: Rating) -> bool:
        """Store it; False if this ticket was rated before."""
        return await insert_once(self._connection, ratings.c.ticket_id, vars(rating))

    async def add_word(self, ticket_id: int, word: str) -> bool:
        """What they add; False if there is no rating, or a word already."""
        unsaid = (ratings.c.ticket_id == ticket_id, ratings.c.word == "")
        said = update(ratings).where(*unsaid).values(word=word)
        return (await self._connection.execute(said)).rowcount > 0

    async def last_of(self, person_id: int) -> Rating | None:
        """The person's newest rating."""
        query = select(ratings).where(ratings.c.person_id == person_id)
        newest = query.order_by(ratings.c.given_at.desc(), ratings.c.ticket_id.desc()).limit(1)
        row = (await self._connection.execute(newest)).mappings().first()
        return Rating(**row) if row else None

    async def tally(self, since: datetime) -> Tally:
        """All of them since then."""
        query = select(func.count(), func.avg(ratings.c.score)).where(ratings.c.given_at >= since)
        count, average = (await self._connection.execute(query)).one()
        return Tally(count, float(average or 0.0))

    async def forget_before(self, moment: datetime) -> int:
        """Empty the words; the numbers stay."""
        is_over = (ratings.c.given_at < moment, ratings.c.word != "")
        emptied = update(ratings).where(*is_over).values(word="")
        return (await self._connection.execute(emptied)).rowcount
