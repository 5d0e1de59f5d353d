"""A signal that something changed, for those who wait without sleeping."""

import asyncio
from collections.abc import Callable
from contextlib import suppress


class Changes:
    """Wakes everybody who waits whenever it is told of a change."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Something changed."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, condition: Callable[[], bool], timeout: float) -> bool:  # noqa: ASYNC109 -- a result, no error
        """Whether the condition came true before the time was over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while not condition():
                    await self._next.wait()
        return condition()
