"""`bot run`: everything that runs beside everything else, started and ended in order."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable

import structlog

from actions.answering import Answering
from actions.conversing import Conversing
from actions.delivering import Delivering
from actions.domain.pacing import Pace
from actions.errors import BeledciError
from actions.forgetting import Forgetting
from actions.handing_off import HandingOff
from bot.bootstrap import Workshop, now, sound_knowledge, understanding
from bot.i18n import Phrasebook
from bot.knowledge_watch import KnowledgeWatch
from bot.nlu.training import Watch
from bot.storage.database import Database, open_database
from bot.telegram.app import App
from bot.telegram.application import Polling, build_application
from bot.telegram.durable_queue import DurableQueue
from bot.telegram.gateway import TelegramGateway
from bot.telegram.handlers.commands import CommandHandlers
from bot.telegram.handlers.groups import GroupHandlers
from bot.telegram.handlers.question import QuestionHandler
from bot.telegram.handlers.staff import StaffHandler
from bot.telegram.handlers.taps import TapHandlers
from bot.telegram.introduction import introduce
from bot.telegram.presenter import Presenter
from bot.telegram.rescue import Rescuer
from bot.telegram.sender import Sender
from bot.telegram.staff_presenter import TicketPresenter
from bot.telegram.unit import Units

A_DAY = 86_400.0  # seconds
log = structlog.get_logger()


class Service:
    """The bot on Telegram, with all its parts."""

    def __init__(self, shop: Workshop, watch: Watch) -> None:
        self._shop, self._watch = shop, watch
        self._phrasebook = Phrasebook.load(shop.library.kb.default_locale)
        self._presenter = Presenter(shop.library, self._phrasebook)
        self._tickets = TicketPresenter(shop.library, self._phrasebook)

    async def run(self) -> None:
        """Until SIGINT or SIGTERM, however far it has come; raises `BeledciError`s that end it."""
        serving = asyncio.ensure_future(self._serve())
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await serving
        log.info("stopped")

    async def _serve(self) -> None:
        settings = self._shop.settings
        async with contextlib.AsyncExitStack() as stack:
            database = await stack.enter_async_context(_opened(settings.database))
            queue = DurableQueue(database.workroom, now)
            app = build_application(settings, queue)
            polling = Polling(app, queue, database.workroom, now)
            await polling.connect()
            stack.push_async_callback(polling.close)
            sender = self._sender(app, database)
            answering = await stack.enter_async_context(understanding(self._shop, self._watch))
            self._register(app, database, sender, answering)
            await stack.enter_async_context(_beside(*self._side_tasks(app, database, sender)))
            await polling.run(asyncio.Event().wait)

    def _sender(self, app: App, database: Database) -> Sender:
        gateway = TelegramGateway(app.bot)
        delivering = Delivering(database.workroom, gateway, self._tickets, now)
        pace = Pace(unlimited=not self._shop.settings.telegram_flood_limits)
        return Sender(database.workroom, delivering, now, pace)

    def _register(self, app: App, database: Database, sender: Sender, answering: Answering) -> None:
        shop, staff_chat = self._shop, self._shop.settings.staff_chat_id
        handing_off = HandingOff(shop.library, self._presenter, self._tickets, staff_chat)
        default = shop.library.kb.default_locale
        conversing = Conversing(database.workroom, answering, handing_off, self._presenter, default)
        rescuer = Rescuer(handing_off, self._presenter)
        units = Units(database.workroom, now, sender.wake, rescuer.rescue)
        groups = GroupHandlers(self._presenter, staff_chat, lambda: app.bot.link)
        CommandHandlers(self._presenter).register(app, units)
        TapHandlers(self._presenter, handing_off).register(app, units)
        QuestionHandler(conversing).register(app, units)
        groups.register(app, units)
        StaffHandler(handing_off, staff_chat).register(app, units)
        groups.register_last(app, units)

    def _side_tasks(self, app: App, database: Database, sender: Sender) -> list[Awaitable[None]]:
        shop = self._shop
        watch = KnowledgeWatch(
            shop.project / "knowledge", shop.library, lambda: sound_knowledge(shop.project)
        )
        forgetting = Forgetting(database.workroom, now)
        default = shop.library.kb.default_locale
        return [
            sender.run(),
            watch.run(),
            _daily(forgetting),
            introduce(app.bot, self._phrasebook, default),
        ]


@contextlib.asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        await database.lock_instance()
        yield database
    finally:
        await database.close()


@contextlib.asynccontextmanager
async def _beside(*coroutines: Awaitable[None]) -> AsyncIterator[None]:
    """Tasks that run as long as the block does; one that fails is logged and ends alone."""
    tasks = [asyncio.ensure_future(_logged(each)) for each in coroutines]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _logged(coroutine: Awaitable[None]) -> None:
    try:
        await coroutine
    except Exception as error:  # noqa: BLE001 -- said aloud, whatever it is
        log.error("side_task_failed", error=f"{type(error).__name__}: {error}")


async def _daily(forgetting: Forgetting) -> None:
    while True:
        try:
            if forgotten := await forgetting.run_once():
                log.info("forgotten", lines=forgotten)
        except BeledciError as error:
            log.error("not_forgotten", reason=str(error))
        await asyncio.sleep(A_DAY)
