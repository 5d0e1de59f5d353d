"""`bot run`: everything that runs beside everything else, started and ended in order."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

import httpx
import structlog

from actions.announcing import Announcing
from actions.answering import Answering
from actions.circulating import Circulating
from actions.conversing import Conversing
from actions.domain.pacing import Limit, Pace
from actions.errors import BeledciError
from actions.favouring import Favouring
from actions.forgetting import Forgetting
from actions.office import Office
from actions.proposing import Proposing
from actions.searching import Searching
from bot.bootstrap import Workshop, now, sound_knowledge, understanding
from bot.i18n import Phrasebook
from bot.knowledge_watch import KnowledgeWatch
from bot.news.fetcher import FeedFetcher
from bot.news.watching import FeedWatch
from bot.nlu.training import Watch
from bot.public_holidays import is_public_holiday, office_hours
from bot.storage.database import Database, open_database
from bot.telegram.announcement_board import AnnouncementBoard
from bot.telegram.app import App
from bot.telegram.application import Polling, build_application
from bot.telegram.buttons import StaffTap
from bot.telegram.colleagues import Colleagues
from bot.telegram.durable_queue import DurableQueue
from bot.telegram.gateway import TelegramGateway
from bot.telegram.guard import Guard
from bot.telegram.handlers.almanac import AlmanacHandlers
from bot.telegram.handlers.announcements import AnnouncementHandlers
from bot.telegram.handlers.bans import BanList
from bot.telegram.handlers.commands import CommandHandlers
from bot.telegram.handlers.complaints import ComplaintTaps
from bot.telegram.handlers.drafting import Drafting
from bot.telegram.handlers.groups import GroupHandlers
from bot.telegram.handlers.inline import InlineQueries
from bot.telegram.handlers.menu import Menu
from bot.telegram.handlers.privacy import PrivacyHandlers
from bot.telegram.handlers.profile import ProfileHandlers
from bot.telegram.handlers.question import QuestionHandler
from bot.telegram.handlers.ratings import RatingTaps
from bot.telegram.handlers.same import SameQuestions
from bot.telegram.handlers.staff import StaffHandler
from bot.telegram.handlers.staff_commands import StaffCommands
from bot.telegram.handlers.staff_taps import StaffTaps
from bot.telegram.handlers.status import StatusHandler
from bot.telegram.handlers.stay import StayHandlers
from bot.telegram.handlers.stopping import StoppingHandler
from bot.telegram.handlers.subscriptions import SubscriptionHandlers
from bot.telegram.handlers.taps import TapHandlers
from bot.telegram.handlers.topics import TopicHandlers
from bot.telegram.introduction import introduce, introduce_to_staff
from bot.telegram.names import day_reader
from bot.telegram.presenter import Presenter
from bot.telegram.rescue import Rescuer
from bot.telegram.sender import Sender
from bot.telegram.staff_lists import StaffLists
from bot.telegram.timekeeper import Timekeeper
from bot.telegram.unit import Units

A_DAY = 86_400.0  # seconds
log = structlog.get_logger()


class Service:
    """The bot on Telegram, with all its parts."""

    def __init__(self, shop: Workshop, watch: Watch) -> None:
        self._shop, self._watch = shop, watch
        self._phrasebook = Phrasebook.load(shop.library.kb.default_locale)
        self._presenter = Presenter(shop.library, self._phrasebook)
        self._lists = StaffLists(shop.library, self._phrasebook)
        self._board = AnnouncementBoard(shop.library, self._phrasebook)
        self._announcing = Announcing(shop.library)
        staff_chat = shop.settings.staff_chat_id
        self._office = Office.of(
            shop.library,
            self._presenter,
            self._lists,
            staff_chat,
            hours=lambda: office_hours(shop.library.kb.registry.hours),
            is_holiday=is_public_holiday,
        )

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
            timekeeper = self._timekeeper(database, sender)
            eraser = self._eraser(app, database, sender)
            circulator = self._circulator(database, sender)
            answering = await stack.enter_async_context(understanding(self._shop, self._watch))

            def wake() -> None:
                sender.wake()
                timekeeper.wake()
                circulator.wake()

            self._register(app, database, wake, answering, eraser.wake)
            keepers = [timekeeper.run(), eraser.run(), circulator.run()]
            if settings.weekly_digest:
                keepers.append(self._teller(database, sender).run())
            if address := settings.news_feed_url:
                client = await stack.enter_async_context(httpx.AsyncClient())
                keepers.append(self._feed(address, client, database, sender).run())
            side_tasks = [*keepers, *self._side_tasks(app, database, sender)]
            await stack.enter_async_context(_beside(*side_tasks))
            await polling.run(asyncio.Event().wait)

    def _sender(self, app: App, database: Database) -> Sender:
        gateway = TelegramGateway(app.bot)
        delivering = self._office.delivering(database.workroom, gateway, now)
        settings = self._shop.settings
        limit = Limit(settings.messages_per_second, timedelta(seconds=1))
        pace = Pace(limit, unlimited=not settings.telegram_flood_limits)
        return Sender(database.workroom, delivering, now, pace)

    def _timekeeper(self, database: Database, sender: Sender) -> Timekeeper:
        return Timekeeper(self._office.minding(database.workroom, now), now, sender.wake)

    def _eraser(self, app: App, database: Database, sender: Sender) -> Timekeeper:
        gateway = TelegramGateway(app.bot)
        erasing = self._office.erasing(database.workroom, gateway, now)
        return Timekeeper(erasing, now, sender.wake)

    def _teller(self, database: Database, sender: Sender) -> Timekeeper:
        digesting = self._office.digesting(database.workroom, now)
        return Timekeeper(digesting, now, sender.wake)

    def _circulator(self, database: Database, sender: Sender) -> Timekeeper:
        circulating = Circulating(database.workroom, self._announcing, self._board, now)
        return Timekeeper(circulating, now, sender.wake)

    def _feed(
        self, address: str, client: httpx.AsyncClient, database: Database, sender: Sender
    ) -> FeedWatch:
        proposing = Proposing(self._shop.library, self._board, self._office.staffing)
        return FeedWatch(
            address,
            FeedFetcher(client, address),
            proposing,
            workroom=database.workroom,
            clock=now,
            wake_sender=sender.wake,
        )

    def _register(
        self,
        app: App,
        database: Database,
        wake: Callable[[], None],
        answering: Answering,
        wake_eraser: Callable[[], None] = lambda: None,
    ) -> None:
        office, workroom = self._office, database.workroom
        default = self._shop.library.kb.default_locale
        presenter, handing_off = self._presenter, office.handing_off
        profile = ProfileHandlers(presenter, office.staying)
        privacy = PrivacyHandlers(presenter, office.showing, wake_eraser)
        reader = day_reader(self._phrasebook.locales)
        stay = StayHandlers(presenter, office.staying, reader, now)
        almanac = AlmanacHandlers(presenter, office.staying, reader)
        conversing = Conversing(
            workroom,
            answering,
            handing_off,
            presenter,
            default,
            rating=office.rating,
            complaining=office.complaining,
            clock=now,
            takers={**profile.takers, **stay.takers},
            beside=almanac.beside,
        )
        rating = RatingTaps(office.rating, presenter)
        complaints = ComplaintTaps(office.complaining, presenter)
        more = {**rating.reactions, **privacy.reactions, **profile.reactions}
        more |= {**complaints.reactions, **stay.reactions, **almanac.reactions}
        subscriptions = SubscriptionHandlers(presenter, self._board)
        more |= subscriptions.reactions
        announcements = AnnouncementHandlers(self._announcing, self._board)
        drafting = Drafting(self._shop.library, self._phrasebook, self._board, announcements)
        rescuer, guard = Rescuer(handing_off, presenter), Guard(presenter, now)
        units = Units(workroom, now, wake, rescuer.rescue, guard=guard.instead)
        groups = GroupHandlers(presenter, office, lambda: app.bot.link)
        colleagues = Colleagues(app.bot, office.staffing, workroom, now)
        StatusHandler(office.promising, presenter).register(app, units)
        privacy.register(app, units)
        subscriptions.register(app, units)
        profile.register(app, units)
        stay.register(app, units)
        StoppingHandler(presenter, office.staying).register(app, units)
        almanac.register(app, units)
        favouring = Favouring(self._shop.library)
        menu = Menu(presenter, favouring)
        searching = Searching(self._shop.library)
        inline = InlineQueries(
            *(presenter, answering, favouring, workroom),
            clock=now,
            username=lambda: app.bot.username,
            searching=searching,
        )
        inline.register(app)
        CommandHandlers(presenter, menu).register(app, units)
        taps = TapHandlers(
            *(presenter, handing_off, answering, workroom, menu),
            complaining=office.complaining,
            more=more,
        )
        same = SameQuestions(office, self._lists)
        bans = BanList(office, self._lists)
        staff_taps = StaffTaps(
            office,
            self._lists,
            colleagues,
            taps.on_tap,
            more=same.reactions,
            without_ticket={StaffTap.ANNOUNCE: announcements.on_tap, **bans.reactions},
        )
        staff_taps.register(app, units)
        QuestionHandler(conversing, office.correcting).register(app, units)
        groups.register(app, units)
        TopicHandlers(office, colleagues, lambda: app.bot.id).register(app, units)
        commands = StaffCommands(
            office,
            self._lists,
            colleagues,
            groups.on_command,
            searching=searching,
            more={
                "same": same.on_same,
                "announce": announcements.on_announce,
                "banned": bans.on_banned,
            },
        )
        commands.register(app, units)
        staff = StaffHandler(office, self._lists, colleagues, first=drafting.on_message)
        staff.register(app, units)
        groups.register_last(app, units)

    def _side_tasks(
        self, app: App, database: Database, sender: Sender
    ) -> list[Coroutine[Any, Any, None]]:
        shop = self._shop
        watch = KnowledgeWatch(
            shop.project / "knowledge", shop.library, lambda: sound_knowledge(shop.project)
        )
        forgetting = Forgetting(database.workroom, now)
        return [
            sender.run(),
            watch.run(),
            _daily(forgetting),
            self._introduce(app, database),
        ]

    async def _introduce(self, app: App, database: Database) -> None:
        kb = self._shop.library.kb
        workroom, phrasebook = database.workroom, self._phrasebook
        await introduce(app.bot, phrasebook, kb.default_locale, workroom)
        async with workroom() as work:
            chats = await self._office.staffing.chats(work.moves)
        await introduce_to_staff(app.bot, phrasebook[kb.staff_locale], chats, workroom)


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
