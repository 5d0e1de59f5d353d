"""What staff announce, and what became of it for everybody who gets it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.content.circumstances import KINDS, Condition
from actions.domain.announcement import Announcement, AnnouncementState, Attachment, Progress
from actions.domain.audience import Audience, Reading
from actions.domain.delivery import DeliveryState
from bot.storage.announcement_tables import RecipientState, announcements, recipients
from bot.storage.tables import deliveries

GOING = (AnnouncementState.CONFIRMED, AnnouncementState.SENDING)
THEIRS = recipients.c
COUNTED_AS = {
    RecipientState.WAITING: "waiting",
    RecipientState.UNREACHABLE: "unreachable",
    RecipientState.WITHDRAWN: "withdrawn",
    DeliveryState.DUE: "waiting",
    DeliveryState.SENT: "sent",
    DeliveryState.REFUSED: "unreachable",
    DeliveryState.FAILED: "failed",
}


class SqlAnnouncements:
    """Implements `registers.Announcements` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, announcement: Announcement) -> Announcement:
        """Store it; returns it with its number."""
        added = insert(announcements).values(**_values(announcement)).returning(announcements.c.id)
        return replace(announcement, id=(await self._connection.execute(added)).scalar_one())

    async def get(self, announcement_id: int) -> Announcement | None:
        """The announcement of that number."""
        return next(iter(await self._select(announcements.c.id == announcement_id)), None)

    async def save(self, announcement: Announcement) -> None:
        """Replace what was stored under its number."""
        saved = update(announcements).where(announcements.c.id == announcement.id)
        await self._connection.execute(saved.values(**_values(announcement)))

    async def drop(self, announcement_id: int) -> None:
        """A draft is given up: nobody got it."""
        here = announcements.c.id == announcement_id
        await self._connection.execute(delete(announcements).where(here))

    async def going(self) -> list[Announcement]:
        """Those that are confirmed or on their way, the oldest first."""
        return await self._select(announcements.c.state.in_(GOING))

    async def move_chat(self, old: int, new: int) -> None:
        """The group has another id; its messages are not there."""
        moved = update(announcements).where(announcements.c.chat_id == old)
        await self._connection.execute(moved.values(chat_id=new, board_id=None))

    async def enlist(self, announcement_id: int, readings: Iterable[Reading]) -> None:
        """These people get it; each person once."""
        rows = [
            {**vars(each), "announcement_id": announcement_id, "state": RecipientState.WAITING}
            for each in readings
        ]
        if rows:
            await self._connection.execute(insert(recipients), rows)

    async def next_recipients(self, announcement_id: int, limit: int) -> list[Reading]:
        """Some of those for whom nothing was queued yet, by number."""
        query = select(THEIRS.person_id, THEIRS.locale, THEIRS.is_fallback).where(
            THEIRS.announcement_id == announcement_id, THEIRS.state == RecipientState.WAITING
        )
        rows = await self._connection.execute(query.order_by(THEIRS.person_id).limit(limit))
        return [Reading(**row) for row in rows.mappings()]

    async def queued(self, announcement_id: int, person_id: int, delivery_id: int) -> None:
        """This delivery carries it to them."""
        news = {"state": RecipientState.QUEUED, "delivery_id": delivery_id}
        await self._change(announcement_id, person_id, news)

    async def passed_over(self, announcement_id: int, person_id: int, *, unreachable: bool) -> None:
        """Their turn came, and they can't be reached, or do not want it any more."""
        state = RecipientState.UNREACHABLE if unreachable else RecipientState.WITHDRAWN
        await self._change(announcement_id, person_id, {"state": state})

    async def on_their_way(self, announcement_id: int) -> int:
        """How many deliveries of it are due."""
        query = (
            select(func.count())
            .select_from(recipients)
            .join(deliveries, deliveries.c.id == THEIRS.delivery_id)
        )
        due = (THEIRS.announcement_id == announcement_id, deliveries.c.state == DeliveryState.DUE)
        return await self._connection.scalar(query.where(*due)) or 0

    async def withdraw(self, announcement_id: int, now: datetime) -> None:
        """Nobody else gets it; what is on the wire this very moment can't be called back."""
        queued = select(THEIRS.delivery_id).where(
            THEIRS.announcement_id == announcement_id, THEIRS.state == RecipientState.QUEUED
        )
        rests = or_(deliveries.c.in_flight.is_(False), deliveries.c.not_before > now)
        resting = (deliveries.c.state == DeliveryState.DUE, rests)
        taken = delete(deliveries).where(deliveries.c.id.in_(queued), *resting)
        gone = list(await self._connection.scalars(taken.returning(deliveries.c.id)))
        here = THEIRS.announcement_id == announcement_id
        for where in (THEIRS.state == RecipientState.WAITING, THEIRS.delivery_id.in_(gone)):
            news = {"state": RecipientState.WITHDRAWN, "delivery_id": None}
            await self._connection.execute(update(recipients).where(here, where).values(**news))

    async def progress(self, announcement_id: int) -> Progress:
        """What became of it so far."""
        query = select(THEIRS.state, deliveries.c.state, func.count()).select_from(
            recipients.outerjoin(deliveries, deliveries.c.id == THEIRS.delivery_id)
        )
        grouped = query.where(THEIRS.announcement_id == announcement_id).group_by(
            THEIRS.state, deliveries.c.state
        )
        counts: dict[str, int] = {}
        for own, of_delivery, count in await self._connection.execute(grouped):
            state = own if own is not RecipientState.QUEUED else of_delivery
            name = COUNTED_AS[state or DeliveryState.FAILED]
            counts[name] = counts.get(name, 0) + count
        return Progress(**counts)

    async def _change(self, announcement_id: int, person_id: int, news: dict[str, Any]) -> None:
        here = (THEIRS.announcement_id == announcement_id, THEIRS.person_id == person_id)
        await self._connection.execute(update(recipients).where(*here).values(**news))

    async def _select(self, *where: Any) -> list[Announcement]:  # noqa: ANN401 -- conditions
        query = select(announcements).where(*where).order_by(announcements.c.id)
        return [_announcement(row) for row in (await self._connection.execute(query)).mappings()]


def _values(announcement: Announcement) -> dict[str, Any]:
    apart = {"id", "audience", "attachment"}
    values = {name: value for name, value in vars(announcement).items() if name not in apart}
    audience, attachment = announcement.audience, announcement.attachment
    condition = {key: list(words) for key, words in vars(audience.condition).items()}
    return values | {
        "texts": dict(announcement.texts),
        "topics": tuple(sorted(audience.topics)),
        "locales": tuple(sorted(audience.locales)),
        "condition": condition,
        "attachment_kind": attachment.kind if attachment else None,
        "attachment_file": attachment.file_id if attachment else None,
    }


def _announcement(row: RowMapping) -> Announcement:
    values = dict(row)
    kind, file_id = values.pop("attachment_kind"), values.pop("attachment_file")
    asked = values.pop("condition")
    named: dict[str, Any] = {
        key: tuple(map(kind, asked.get(key, ()))) for key, kind in KINDS.items()
    }
    condition = Condition(tuple(asked.get("citizenship", ())), **named)
    audience = Audience(
        frozenset(values.pop("topics")), condition, frozenset(values.pop("locales"))
    )
    attachment = Attachment(kind, file_id) if kind else None
    return Announcement(audience=audience, attachment=attachment, **values)
