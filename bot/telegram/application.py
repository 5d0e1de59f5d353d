"""The bot process: hears by long polling, keeps everything, sends from one place."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import LinkPreviewOptions, Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import ApplicationBuilder, Defaults, Updater

from actions.errors import TelegramUnusable
from actions.ports import Clock, Workroom
from bot.config import Settings
from bot.telegram.app import App
from bot.telegram.durable_queue import DurableQueue
from bot.telegram.processor import PerChat

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
POLL_TIMEOUT = 30  # seconds that Telegram may keep a request for updates waiting
LONGEST_PAUSE = 60.0  # seconds between two attempts to reach Telegram
NEWCOMER = 90.0  # seconds in which a second instance notices that it is one
CONFLICTS = 3  # that a newcomer needs to see: one may be left over from a crash
# Nobody must be made to fetch, or to look at, what a stranger links to.
NO_PREVIEWS = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True))
log = structlog.get_logger()


def build_application(settings: Settings, queue: DurableQueue) -> App:
    """python-telegram-bot's application around our queue; nothing is connected yet."""
    if settings.telegram_token is None:
        raise TelegramUnusable("TELEGRAM_TOKEN is not set")
    base = settings.telegram_base_url
    return (
        ApplicationBuilder()
        .token(settings.telegram_token)
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .update_queue(queue)
        .defaults(NO_PREVIEWS)
        .concurrent_updates(PerChat())
        .connection_pool_size(32)
        .pool_timeout(10)
        .get_updates_read_timeout(POLL_TIMEOUT + 10)
        .build()
    )


class Polling:
    """Hears from Telegram until told to stop, or until Telegram does not want us."""

    def __init__(self, app: App, queue: DurableQueue, workroom: Workroom, clock: Clock) -> None:
        self._app, self._queue = app, queue
        self._workroom, self._clock = workroom, clock
        self._refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._began, self._conflicts = time.monotonic(), 0

    async def connect(self) -> None:
        """Reach Telegram, however long it takes; raises `TelegramUnusable` for a wrong token."""
        pause = 1.0
        while True:
            try:
                await self._app.initialize()
            except InvalidToken as error:
                raise TelegramUnusable(
                    "Telegram does not accept TELEGRAM_TOKEN; copy it again from @BotFather"
                ) from error
            except NetworkError as error:
                log.error("telegram_unreachable", reason=str(error), retry_in=pause)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            except TelegramError as error:
                raise TelegramUnusable(f"Telegram refuses us: {error.message}") from error
            else:
                return

    async def run(self, until: Callable[[], Awaitable[object]]) -> None:
        """Hear until `until()` returns; raises `TelegramUnusable` if Telegram ends it."""
        await self._app.start()
        await self._resume()
        updater = self._app.updater
        if updater is None:
            raise TelegramUnusable("the application was built without an updater")
        self._began = time.monotonic()
        await updater.start_polling(
            timeout=POLL_TIMEOUT,
            allowed_updates=list(ALLOWED_UPDATES),
            error_callback=self._on_error,
        )
        log.info("hearing", bot=self._app.bot.username)
        stopped: asyncio.Future[object] = asyncio.ensure_future(until())
        waiting: set[asyncio.Future[Any]] = {stopped, self._refused, _polling_of(updater)}
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            await self._stop(updater)
        if self._refused.done():
            self._refused.result()

    async def _stop(self, updater: Updater) -> None:
        try:
            await updater.stop()
        except InvalidToken:
            self._refuse("Telegram no longer accepts TELEGRAM_TOKEN; ask @BotFather for a new one")
        finally:
            await self._app.stop()

    async def close(self) -> None:
        """Disconnect."""
        with contextlib.suppress(TelegramError, RuntimeError):
            await self._app.shutdown()

    async def _resume(self) -> None:
        """What was heard before, and not done with, comes first."""
        async with self._workroom() as work:
            waiting = await work.inbox.waiting()
        for item in waiting:
            if update := Update.de_json(dict(item.body), self._app.bot):
                self._queue.put_again(update)
        if waiting:
            log.info("resumed", updates=len(waiting))

    def _on_error(self, error: TelegramError) -> None:
        match error:
            case Conflict():
                self._on_conflict()
            case _:
                log.warning("telegram_unreachable", reason=error.message)

    def _on_conflict(self) -> None:
        """Of two instances on one token, the one that came last goes."""
        self._conflicts += 1
        log.error("second_instance", conflicts=self._conflicts)
        is_newcomer = time.monotonic() - self._began < NEWCOMER
        if is_newcomer and self._conflicts >= CONFLICTS:
            self._refuse(
                "another program is using this TELEGRAM_TOKEN; stop it, or use another token"
            )

    def _refuse(self, reason: str) -> None:
        if not self._refused.done():
            self._refused.set_exception(TelegramUnusable(reason))


def _polling_of(updater: Updater) -> asyncio.Future[Any]:
    """The task that hears: python-telegram-bot lets it die of a revoked token without a word."""
    task: asyncio.Future[Any] = getattr(updater, "_Updater__polling_task")  # noqa: B009 -- mangled
    return task
