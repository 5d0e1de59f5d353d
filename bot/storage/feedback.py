"""What people thought of answers."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.feedback import Feedback
from bot.storage.inserting import put
from bot.storage.tables import feedback as opinions


class SqlFeedback:
    """Implements `ports.FeedbackBook` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, feedback: Feedback) -> None:
        """Keep it; the same person's earlier one on the same entry and locale is replaced."""
        await put(self._connection, opinions, vars(feedback))

    async def tally(self, entry_id: str) -> tuple[int, int]:
        """How many found it helpful, and how many not."""
        query = select(opinions.c.helpful, func.count()).where(opinions.c.entry_id == entry_id)
        counted = await self._connection.execute(query.group_by(opinions.c.helpful))
        votes = {row[0]: row[1] for row in counted}
        return votes.get(True, 0), votes.get(False, 0)
