"""What time itself brings about: letters that waited, claims that are over, promises, reminders."""

from datetime import datetime

from actions.corresponding import Corresponding
from actions.outbox import Outbox
from actions.ports import Clock, Work, Workroom
from actions.promising import Promising
from actions.reminding import Reminding
from actions.tending import Tending


class Minding:
    """Reads due times from the database, so that a restart forgets none."""

    def __init__(
        self,
        workroom: Workroom,
        corresponding: Corresponding,
        tending: Tending,
        promising: Promising,
        clock: Clock,
        *,
        reminding: Reminding,
    ) -> None:
        self._reminding = reminding
        self._workroom, self._clock, self._promising = workroom, clock, promising
        self._corresponding, self._tending = corresponding, tending

    async def run_once(self) -> int:
        """Do everything whose time has come; how many things that were."""
        now = self._clock()
        async with self._workroom() as work:
            ready = await work.letters.waiting_until(now)
            for ticket_id, side in ready:
                waiting = await work.letters.waiting(ticket_id, side)
                ticket = await work.tickets.get(ticket_id)
                if ticket and waiting:
                    outbox = Outbox(work, f"letters:{waiting[0].id}", now)
                    await self._corresponding.send_waiting(outbox, ticket, side)
            over = await work.tickets.expired(now)
            for ticket in over:
                until = ticket.claimed_until or now
                outbox = Outbox(work, f"expired:{ticket.id}:{until.isoformat()}", now)
                await self._tending.expire(outbox, ticket)
            looked_at = await self._look_after_promises(work, now)
            looked_at += await self._reminding.run_once(work, now)
        return len(ready) + len(over) + looked_at

    async def _look_after_promises(self, work: Work, now: datetime) -> int:
        due = await work.promises.due(now)
        for promised in due:
            await self._promising.look_after(work, promised, now)
        return len(due)

    async def next_due(self) -> datetime | None:
        """When there is something to do; None if there is nothing."""
        async with self._workroom() as work:
            moments = [
                await work.letters.next_post(),
                await work.tickets.next_expiry(),
                await work.promises.next_due(),
                await work.stays.next_due(),
            ]
        return min((moment for moment in moments if moment), default=None)
