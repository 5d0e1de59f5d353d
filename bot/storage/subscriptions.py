"""Who wants to hear of which topic."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.audience import Subscriber
from actions.domain.person import Person
from bot.storage.announcement_tables import subscriptions
from bot.storage.inserting import put
from bot.storage.tables import people

COLUMNS = subscriptions.c


class SqlSubscriptions:
    """Implements `registers.Subscriptions` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, person_id: int) -> frozenset[str]:
        """The topics that somebody wants to hear of."""
        query = select(COLUMNS.topic).where(COLUMNS.person_id == person_id)
        return frozenset(await self._connection.scalars(query))

    async def begin(self, person_id: int, topic: str, at: datetime) -> None:
        """They want to hear of it."""
        values = {"person_id": person_id, "topic": topic, "since": at}
        await put(self._connection, subscriptions, values)

    async def end(self, person_id: int, topic: str) -> None:
        """They do not, or not any more."""
        theirs = (COLUMNS.person_id == person_id, COLUMNS.topic == topic)
        await self._connection.execute(delete(subscriptions).where(*theirs))

    async def to(self, topics: Collection[str]) -> list[Subscriber]:
        """Everybody who wants to hear of one of these, with all their topics, by number."""
        wanting = select(COLUMNS.person_id).where(COLUMNS.topic.in_(topics))
        query = select(people, COLUMNS.topic).join_from(
            subscriptions, people, people.c.id == COLUMNS.person_id
        )
        ordered = query.where(people.c.id.in_(wanting)).order_by(people.c.id)
        topics_of: dict[Person, set[str]] = {}
        for row in (await self._connection.execute(ordered)).mappings():
            values = dict(row)
            topic = values.pop("topic")
            topics_of.setdefault(Person(**values), set()).add(topic)
        return [Subscriber(person, frozenset(theirs)) for person, theirs in topics_of.items()]
