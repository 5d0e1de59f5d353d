"""How a bot hears of what happened: one long poll at a time."""

import asyncio
from collections.abc import Callable

from tests.double.refusal import Refusal
from tests.double.shapes import Json
from tests.double.world import World

LONGEST = 50  # seconds
CONFLICT = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)


class Polling:
    """Lets the newest poll wait, and ends the one before it."""

    def __init__(self, world: World) -> None:
        self._world, self._current = world, object()
        self._closed = False

    async def get_updates(self, params: Json, is_there: Callable[[], bool]) -> list[Json]:
        """What waits, or what comes before the time is over."""
        mine = self._current = object()
        self._world.changes.tell()
        updates, offset = self._world.updates, params.get("offset", 0)
        if "allowed_updates" in params:
            updates.allowed = frozenset(params["allowed_updates"])
        found: list[Json] = []

        def is_over() -> bool:
            if self._current is mine:
                found[:] = updates.take(offset, params.get("limit", 100))
            return bool(found) or self._closed or self._current is not mine

        timeout = max(0, min(params.get("timeout", 0), LONGEST))
        await self._world.changes.until(is_over, timeout)
        if self._current is not mine and not found:
            raise Refusal(409, CONFLICT, "conflict" if is_there() else "")
        await asyncio.sleep(0)
        return found

    def close(self) -> None:
        """End the poll that waits."""
        self._closed = True
        self._world.changes.tell()
