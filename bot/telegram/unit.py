"""One update is one unit of work: all that it causes is committed together, or nothing is."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import structlog
from telegram import Update

from actions.conversing import Effect
from actions.errors import StorageUnusable
from actions.outbox import Outbox
from actions.ports import Clock, Workroom

ATTEMPTS = 5
LONGEST_PAUSE = 30.0  # seconds
FRAMES = 4  # of a traceback, in the log
log = structlog.get_logger()

Handle = Callable[[Update], Awaitable[Effect]]
Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]
Guard = Callable[[Update], Handle | None]  # what to do with an update instead of its handler
Rescue = Callable[[Update, Outbox], Awaitable[None]]


async def nothing(_outbox: Outbox) -> None:
    """The effect of what needs no effect."""


async def ignore(_update: Update) -> Effect:
    """Hears, and has nothing to say."""
    return nothing


class Units:
    """Runs handlers; what fails is tried again, and at last rescued and marked as failed."""

    def __init__(
        self,
        workroom: Workroom,
        clock: Clock,
        wake_sender: Callable[[], None],
        rescue: Rescue,
        *,
        guard: Guard | None = None,
    ) -> None:
        self._workroom, self._clock, self._guard = workroom, clock, guard
        self._wake_sender, self._rescue = wake_sender, rescue

    def callback(self, handle: Handle) -> Callback:
        """A handler as python-telegram-bot wants it."""

        async def callback(update: Update, _context: Any) -> None:  # noqa: ANN401 -- not used
            instead = self._guard(update) if self._guard else None
            await self._run(update, instead or handle)

        return callback

    async def _run(self, update: Update, handle: Handle) -> None:
        while True:
            try:
                await self._commit(update, await handle(update))
            except Exception as error:  # noqa: BLE001 -- whatever it is, the message must not be lost
                pause = await self._after(update, error)
                if pause is None:
                    return
                await asyncio.sleep(pause)
            else:
                return

    async def _commit(self, update: Update, effect: Effect) -> None:
        async with self._workroom() as work:
            await effect(Outbox(work, f"update:{update.update_id}", self._clock()))
            await work.inbox.done(update.update_id)
        self._wake_sender()

    async def _after(self, update: Update, error: Exception) -> float | None:
        """Seconds to wait before the next attempt; None if there is none."""
        kind = type(error).__name__
        log.error("update_stumbled", update=update.update_id, error=kind, where=_where(error))
        try:
            async with self._workroom() as work:
                attempts = await work.inbox.stumbled(update.update_id, kind)
            if attempts >= ATTEMPTS:
                await self._give_up(update, kind)
                return None
        except StorageUnusable as unusable:
            # Nothing can be written now; the update waits in the inbox until it can.
            log.error("storage_unusable", reason=str(unusable))
            return LONGEST_PAUSE
        return min(LONGEST_PAUSE, 2.0**attempts / 2)

    async def _give_up(self, update: Update, kind: str) -> None:
        """Mark it as failed; if the person can be told and staff be asked, they are."""
        try:
            async with self._workroom() as work:
                await self._rescue(
                    update, Outbox(work, f"rescue:{update.update_id}", self._clock())
                )
                await work.inbox.give_up(update.update_id, kind)
        except StorageUnusable:
            raise
        except Exception as error:  # noqa: BLE001 -- at least the mark must be made
            log.error("rescue_failed", update=update.update_id, error=type(error).__name__)
            async with self._workroom() as work:
                await work.inbox.give_up(update.update_id, kind)
        self._wake_sender()


def _where(error: Exception) -> str:
    """Where it happened; not its message, which may hold somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(frames))
