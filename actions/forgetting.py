"""Keeping nothing longer than `/privacy` promises, and forgetting whoever wants it."""

from dataclasses import replace
from datetime import datetime

from actions.domain import retention
from actions.domain.erasure import Erasure, Trace, Wish
from actions.domain.retention import WORDS as KEPT
from actions.outbox import Outbox
from actions.ports import Clock, Work, Workroom
from actions.showing import Showing

__all__ = ["KEPT", "Forgetting", "forget"]


class Forgetting:
    """Deletes what is older than promised, one kind after the other."""

    def __init__(self, workroom: Workroom, clock: Clock) -> None:
        self._workroom, self._clock = workroom, clock

    async def run_once(self) -> int:
        """Delete it now; how many lines that were."""
        now = self._clock()
        async with self._workroom() as work:
            await _erase(work, await work.traces.old_files(now - retention.FILES), now)
            await _erase(work, await work.traces.old_topics(now - retention.TOPICS), now)
        async with self._workroom() as work:
            lines = await work.forget_before(now - retention.WORDS)
            lines += await work.traces.drop_updates(now - retention.UPDATES)
        async with self._workroom() as work:
            for person_id in await work.traces.idle_since(now - retention.PEOPLE):
                await _erase(work, await work.traces.in_groups(person_id), now)
                lines += await work.traces.erase(person_id)
        return lines


async def forget(outbox: Outbox, person_id: int, locale: str, showing: Showing) -> None:
    """Somebody's own wish: rows at once, the staff group's copies soon after, then a receipt."""
    work, now = outbox.work, outbox.now
    if ticket := await work.tickets.latest_of(person_id):
        await showing.neighbours(outbox, replace(ticket, owed_since=None), ticket)
    traces = await work.traces.in_groups(person_id)
    rows = await work.traces.erase(person_id)
    wish = await work.erasures.wish(Wish(person_id, locale, now, rows))
    await _erase(work, traces, now, wish.id)


async def _erase(
    work: Work, traces: list[Trace], now: datetime, request_id: int | None = None
) -> None:
    for trace in traces:
        await work.erasures.add(Erasure(trace, now, request_id=request_id))
