"""An event loop whose time passes only when nobody has anything to do: tests never sleep."""

import asyncio
import selectors
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """Where others would wait for a timer, this one puts its clock forward."""

    def __init__(self) -> None:
        self._hasty = _HastySelector()
        super().__init__(self._hasty)

    def time(self) -> float:
        """Seconds since the loop began."""
        return self._hasty.skipped


class _HastySelector(selectors.DefaultSelector):
    """Waits for threads and files, but not for time."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready now; if nothing is, the time until the next timer is over."""
        ready = super().select(0 if timeout else timeout)
        if not ready and timeout:
            self.skipped += timeout
        return ready


def clock() -> datetime:
    """What time it is on the running loop; it starts at noon."""
    return NOON + timedelta(seconds=asyncio.get_running_loop().time())
