"""Everybody who ever wrote."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.person import Person
from bot.storage.inserting import put
from bot.storage.tables import people


class SqlPeople:
    """Implements `ports.People` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, person_id: int) -> Person | None:
        """The person, if they ever wrote."""
        query = select(people).where(people.c.id == person_id)
        row = (await self._connection.execute(query)).mappings().first()
        return Person(**row) if row else None

    async def save(self, person: Person) -> None:
        """Add or replace."""
        await put(self._connection, people, vars(person))

    async def origins(self) -> Mapping[str, int]:
        """How many people came by the link of each campaign."""
        came_from = people.c.came_from
        query = select(came_from, func.count()).where(came_from.is_not(None)).group_by(came_from)
        return {row[0]: row[1] for row in await self._connection.execute(query)}

    async def banned(self) -> list[Person]:
        """Whom nobody answers, the latest first."""
        since = people.c.banned_at
        query = select(people).where(since.is_not(None)).order_by(since.desc(), people.c.id)
        return [Person(**row) for row in (await self._connection.execute(query)).mappings()]
