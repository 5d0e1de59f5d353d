"""Keeping what people said no longer than `/privacy` promises."""

from datetime import timedelta

from actions.ports import Clock, Workroom

KEPT = timedelta(days=90)


class Forgetting:
    """Deletes conversations that are older than promised."""

    def __init__(self, workroom: Workroom, clock: Clock) -> None:
        self._workroom, self._clock = workroom, clock

    async def run_once(self) -> int:
        """Delete them now; how many lines that were."""
        async with self._workroom() as work:
            return await work.forget_before(self._clock() - KEPT)
