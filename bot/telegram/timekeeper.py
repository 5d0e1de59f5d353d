"""Does what time brings about, when its moment has come."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from actions.ports import Clock

LONGEST_NAP = 5.0  # seconds; a clock that is set forward is noticed within
BREATH = 0.25  # seconds between two looks, however much happens
GRACE = 2.0  # seconds after the start: what arrived before comes first
log = structlog.get_logger()


class Dutiful(Protocol):
    """Whatever has things to do whose moments are in the database."""

    async def run_once(self) -> int:
        """Do everything whose time has come; how many things that were."""

    async def next_due(self) -> datetime | None:
        """When there is something to do; None if there is nothing."""


class Timekeeper:
    """Sleeps until the next due moment in the database, or until it is woken."""

    def __init__(self, minding: Dutiful, clock: Clock, wake_sender: Callable[[], None]) -> None:
        self._minding, self._clock, self._wake_sender = minding, clock, wake_sender
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Something may be due earlier than it was."""
        self._news.set()

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.sleep(GRACE)
        while True:
            self._news.clear()
            nap = await self._tick()
            await asyncio.sleep(BREATH)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(nap):
                    await self._news.wait()

    async def _tick(self) -> float:
        """Do what is due; the seconds until there is more."""
        try:
            if await self._minding.run_once():
                self._wake_sender()
            due = await self._minding.next_due()
        except Exception as error:  # noqa: BLE001 -- without this loop letters would wait for good
            log.error("timekeeper_stumbled", reason=f"{type(error).__name__}: {error}")
            return LONGEST_NAP
        if due is None:
            return LONGEST_NAP
        return min(max((due - self._clock()).total_seconds(), 0.05), LONGEST_NAP)
