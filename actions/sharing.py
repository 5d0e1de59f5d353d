"""Answering everybody who asked the same: staff confirm the list, then each gets it once."""

from dataclasses import replace

from actions.corresponding import Corresponding
from actions.domain.batch import Batch
from actions.domain.deed import Actor
from actions.domain.letter import Letter, Side, Written
from actions.domain.meaning import alike
from actions.domain.ticket import Ticket
from actions.library import Library
from actions.outbox import Outbox
from actions.ports import Work
from actions.tending import Tending


class Sharing:
    """Everything in the unit of work it is given."""

    def __init__(self, library: Library, tending: Tending, corresponding: Corresponding) -> None:
        self._library, self._tending = library, tending
        self._corresponding = corresponding

    async def begin(self, outbox: Outbox, ticket: Ticket) -> Batch | None:
        """Find open questions that mean the same; None if there is none."""
        work = outbox.work
        meaning = await work.meanings.of(ticket.id)
        found = alike(meaning, await work.meanings.of_open(ticket.person_id)) if meaning else []
        if not found:
            return None
        members = (ticket.id, *found) if ticket.is_open and ticket.owed_since else tuple(found)
        entries = tuple(each for each in ticket.suggested if each in self._library.kb.ids)
        return await work.batches.add(Batch(ticket.id, outbox.now, members, entries))

    async def tickets(self, work: Work, batch: Batch) -> list[Ticket]:
        """Those of a batch that still wait for an answer, in order."""
        found = [await work.tickets.get(number) for number in batch.members]
        return [each for each in found if each and each.is_open and each.owed_since]

    async def last_reply(self, work: Work, ticket_id: int) -> Letter | None:
        """What staff wrote last on a ticket, if it is nothing but words."""
        letters = await work.letters.of_ticket(ticket_id)
        written = [a for a in letters if a.side is Side.STAFF and a.written.is_text]
        return written[-1] if written else None

    async def send(self, outbox: Outbox, batch: Batch, actor: Actor) -> int:
        """What was chosen goes to all who still wait; how many. A second time, to nobody."""
        if batch.done_at or not batch.is_chosen:
            return 0
        await outbox.work.batches.save(replace(batch, done_at=outbox.now))
        count = 0
        for ticket in await self.tickets(outbox.work, batch):
            count += await self._send_one(outbox, batch, ticket, actor)
        return count

    async def _send_one(self, outbox: Outbox, batch: Batch, ticket: Ticket, actor: Actor) -> bool:
        if batch.entry_id is not None:
            found = self._library.kb.find(batch.entry_id, ticket.locale)
            if found is None:
                return False
            return await self._tending.send_entry(outbox, ticket, actor, found)
        letter = await outbox.work.letters.get(batch.letter_id or 0)
        if letter is None or letter.ticket_id == ticket.id:
            return False  # whose own it is, has it
        said = letter.written
        copy = Written(said.chat_id, None, actor.id, text=said.text, html=said.html)
        await self._corresponding.reply(outbox, ticket, copy, actor)
        return True
