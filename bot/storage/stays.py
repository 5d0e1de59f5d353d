"""What people told of their own days, and what they were reminded of."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Select, Table, delete, func, insert, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.content.deadline_rules import Milestone
from actions.domain.reminder import Reminder
from actions.domain.stay import Done, Sent, Stay
from bot.storage.inserting import insert_once, put
from bot.storage.stay_tables import days, done, reminders, stays

PLANNED = stays.c.look_at.is_not(None)


class SqlStays:
    """Implements `registers.Stays` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, person_id: int) -> Stay | None:
        """What they told; None if they never did."""
        row = next(iter(await self._all(select(stays).where(stays.c.person_id == person_id))), None)
        return await self._stay(row) if row else None

    async def save(self, stay: Stay, look_at: datetime | None) -> None:
        """Add or replace; `look_at`: when to see whether there is something to remind of."""
        await put(
            self._connection,
            stays,
            {
                "person_id": stay.person_id,
                "paused_until": stay.paused_until,
                "is_stopped": stay.is_stopped,
                "skipped": tuple(sorted(stay.skipped)),
                "is_asked": stay.is_asked,
                "is_asking": stay.is_asking,
                "look_at": look_at,
            },
        )
        told = [
            {"milestone": each, "day": day, "told_at": stay.told_at[each]}
            for each, day in stay.dates.items()
        ]
        await self._replace(days, stay.person_id, told)
        finished = [{"rule": rule, "due": due} for rule, due in sorted(stay.done)]
        await self._replace(done, stay.person_id, finished)

    async def due(self, now: datetime, limit: int = 100) -> list[Stay]:
        """Those that must be looked at by now, the earliest first."""
        query = select(stays).where(PLANNED, stays.c.look_at <= now)
        ordered = query.order_by(stays.c.look_at, stays.c.person_id).limit(limit)
        return [await self._stay(row) for row in await self._all(ordered)]

    async def next_due(self) -> datetime | None:
        """When there is one to look at; None if there is none."""
        moment: datetime | None = await self._connection.scalar(
            select(func.min(stays.c.look_at)).where(PLANNED)
        )
        return moment

    async def sent(self, person_id: int) -> Sent:
        """Of what they were reminded already."""
        found: dict[Done, set[int]] = defaultdict(set)
        for row in await self._all(select(reminders).where(reminders.c.person_id == person_id)):
            found[row["rule"], row["due"]].add(row["days_before"])
        return {key: frozenset(each) for key, each in found.items()}

    async def remember(self, person_id: int, reminder: Reminder, now: datetime) -> bool:
        """They are reminded of it; False if they were before."""
        values = {
            "key": reminder.key(person_id),
            "person_id": person_id,
            "rule": reminder.rule,
            "due": reminder.due,
            "days_before": reminder.days_before,
            "sent_at": now,
        }
        return await insert_once(self._connection, reminders.c.key, values)

    async def _stay(self, row: RowMapping) -> Stay:
        whose = row["person_id"]
        told = await self._all(select(days).where(days.c.person_id == whose))
        finished = await self._all(select(done).where(done.c.person_id == whose))
        return Stay(
            whose,
            {each["milestone"]: each["day"] for each in told},
            {each["milestone"]: each["told_at"] for each in told},
            row["paused_until"],
            row["is_stopped"],
            frozenset((each["rule"], each["due"]) for each in finished),
            frozenset(map(Milestone, row["skipped"])),
            row["is_asked"],
            row["is_asking"],
        )

    async def _replace(self, table: Table, person_id: int, rows: list[dict[str, object]]) -> None:
        await self._connection.execute(delete(table).where(table.c.person_id == person_id))
        if rows:
            whole = [{"person_id": person_id, **row} for row in rows]
            await self._connection.execute(insert(table), whole)

    async def _all(self, query: Select[tuple[object, ...]]) -> list[RowMapping]:
        return list((await self._connection.execute(query)).mappings())
