"""A clock that tests can put forward."""

import time
from collections.abc import Callable


class Clock:
    """Follows its source, and runs ahead of it by as much as it was advanced."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source, self._ahead = source, 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return self._source() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self._ahead += seconds
