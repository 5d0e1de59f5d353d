"""What students and staff write to each other, and what it became for the other side."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy import func as sql
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.domain.letter import ENTRY, Copy, Letter, Side, Written
from bot.storage.tables import copies, letters

OF_LETTER = ("id", "ticket_id", "side", "written_at", "edited_at", "post_at")


class SqlLetters:
    """Implements `ports.Letters` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, letter: Letter) -> Letter:
        """Store it; returns it with its number."""
        added = insert(letters).values(**_values(letter)).returning(letters.c.id)
        return replace(letter, id=(await self._connection.execute(added)).scalar_one())

    async def get(self, letter_id: int) -> Letter | None:
        """The letter of that number."""
        return next(iter(await self._select(letters.c.id == letter_id)), None)

    async def save(self, letter: Letter) -> None:
        """Replace what was stored under its number."""
        saved = update(letters).where(letters.c.id == letter.id).values(**_values(letter))
        if (await self._connection.execute(saved)).rowcount == 0:
            message = f"there is no letter {letter.id}"
            raise LookupError(message)

    async def original(self, chat_id: int, message_id: int) -> Letter | None:
        """The letter that was this message; of two, the later."""
        here = (letters.c.chat_id == chat_id, letters.c.message_id == message_id)
        return next(reversed(await self._select(*here)), None)

    async def copied_as(self, chat_id: int, message_id: int) -> list[Letter]:
        """The letters that became this message, in order."""
        here = (copies.c.chat_id == chat_id, copies.c.message_id == message_id)
        return await self._select(letters.c.id.in_(select(copies.c.letter_id).where(*here)))

    async def waiting(self, ticket_id: int, side: Side) -> list[Letter]:
        """What did not go on yet, in order."""
        theirs = (letters.c.ticket_id == ticket_id, letters.c.side == side)
        return await self._select(*theirs, letters.c.post_at.is_not(None))

    async def waiting_until(self, now: datetime) -> list[tuple[int, Side]]:
        """The tickets and sides of which a letter's moment has come."""
        query = select(letters.c.ticket_id, letters.c.side).where(letters.c.post_at <= now)
        return [(row[0], row[1]) for row in await self._connection.execute(query.distinct())]

    async def next_post(self) -> datetime | None:
        """When the next letter's moment comes."""
        query = select(sql.min(letters.c.post_at)).where(letters.c.post_at.is_not(None))
        moment: datetime | None = await self._connection.scalar(query)
        return moment

    async def of_ticket(self, ticket_id: int, limit: int = 100) -> list[Letter]:
        """The newest letters of a ticket, oldest first."""
        query = select(letters).where(letters.c.ticket_id == ticket_id)
        newest = query.order_by(letters.c.id.desc()).limit(limit)
        rows = (await self._connection.execute(newest)).mappings().all()
        return [_letter(row) for row in reversed(rows)]

    async def words_on(self, ticket_ids: Collection[int]) -> list[tuple[int, str]]:
        """(ticket, words) of each letter on these, in order; of entries that were sent, none."""
        query = select(letters.c.ticket_id, letters.c.text).where(
            letters.c.ticket_id.in_(ticket_ids), letters.c.text != "", letters.c.kind != ENTRY
        )
        rows = await self._connection.execute(query.order_by(letters.c.id))
        return [(row[0], row[1]) for row in rows]

    async def add_copy(self, copy: Copy) -> None:
        """This delivery carries this letter."""
        await self._connection.execute(insert(copies).values(**vars(copy)))

    async def copies(self, letter_id: int) -> list[Copy]:
        """What carries a letter, in order."""
        query = select(copies).where(copies.c.letter_id == letter_id)
        rows = await self._connection.execute(query.order_by(copies.c.delivery_id))
        return [Copy(**row) for row in rows.mappings()]

    async def carried_by(self, delivery_id: int) -> list[tuple[Letter, Copy]]:
        """The letters that a delivery carries, in order."""
        query = select(copies).where(copies.c.delivery_id == delivery_id)
        rows = await self._connection.execute(query.order_by(copies.c.place, copies.c.letter_id))
        carried = [Copy(**row) for row in rows.mappings()]
        if not carried:
            return []
        found = await self._select(letters.c.id.in_([copy.letter_id for copy in carried]))
        by_id = {letter.id: letter for letter in found}
        return [(by_id[copy.letter_id], copy) for copy in carried]

    async def arrived(self, delivery_id: int, message_ids: Sequence[int]) -> None:
        """What a delivery became: one message for all its letters, or one for each place."""
        ours = update(copies).where(copies.c.delivery_id == delivery_id)
        if len(message_ids) == 1:
            await self._connection.execute(ours.values(message_id=message_ids[0]))
            return
        for place, message_id in enumerate(message_ids):
            here = ours.where(copies.c.place == place)
            await self._connection.execute(here.values(message_id=message_id))

    async def forget_before(self, moment: datetime) -> int:
        """Empty what was written earlier; who answered what stays known."""
        has_words = (letters.c.text != "") | (letters.c.html != "") | letters.c.quote.is_not(None)
        is_over = (letters.c.written_at < moment, letters.c.post_at.is_(None), has_words)
        emptied = update(letters).where(*is_over).values(text="", html="", quote=None)
        return (await self._connection.execute(emptied)).rowcount

    async def _select(self, *where: ColumnElement[bool]) -> list[Letter]:
        query = select(letters).where(*where).order_by(letters.c.id)
        return [_letter(row) for row in (await self._connection.execute(query)).mappings()]


def _values(letter: Letter) -> dict[str, Any]:
    values = vars(letter) | vars(letter.written)
    return {name: values[name] for name in values.keys() - {"id", "written"}}


def _letter(row: RowMapping) -> Letter:
    values = dict(row)
    ours = {name: values.pop(name) for name in OF_LETTER}
    return Letter(written=Written(**values), **ours)
