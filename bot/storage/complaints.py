"""What people missed in answers."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.feedback import Complaint
from bot.storage.inserting import put
from bot.storage.record_tables import complaints


class SqlComplaints:
    """Implements `registers.Complaints` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def save(self, complaint: Complaint) -> None:
        """Add, or replace that on the same message."""
        await put(self._connection, complaints, vars(complaint))

    async def get(self, person_id: int, message_id: int) -> Complaint | None:
        """That on a message."""
        key = (complaints.c.person_id == person_id, complaints.c.message_id == message_id)
        row = (await self._connection.execute(select(complaints).where(*key))).mappings().first()
        return Complaint(**row) if row else None

    async def last_of(self, person_id: int) -> Complaint | None:
        """The person's newest."""
        query = select(complaints).where(complaints.c.person_id == person_id)
        newest = query.order_by(complaints.c.given_at.desc(), complaints.c.message_id.desc())
        row = (await self._connection.execute(newest.limit(1))).mappings().first()
        return Complaint(**row) if row else None

    async def forget_before(self, moment: datetime) -> int:
        """Delete those that are older."""
        over = delete(complaints).where(complaints.c.given_at < moment)
        return (await self._connection.execute(over)).rowcount
