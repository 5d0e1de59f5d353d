"""The Telegram floor with everything on it, between real updates and a database that is not one."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Self, cast

from telegram import Update
from telegram.ext import Application, ExtBot

from actions.answering import Answering
from actions.domain.decision import Thresholds
from actions.domain.delivery import Delivery
from actions.library import Library
from bot.bootstrap import Workshop
from bot.config import PROJECT, Settings
from bot.nlu.models import Models
from bot.nlu.training import Training
from bot.service import Service
from bot.storage.database import Database
from bot.telegram.durable_queue import DurableQueue
from bot.telegram.processor import PerChat
from bot.telegram.sender import Sender
from tests.builders import FORUM
from tests.doubles import FakeInterpreter
from tests.fakes import FakeWork, FakeWorkroom
from tests.telegram.sample import knowledge
from tests.virtual_time import clock


class Stage:
    """Give it updates, and look at what was written down to be sent."""

    def __init__(self, bot: ExtBot[None], staff_chat: int | None = FORUM.id) -> None:
        self.bot, self.workroom = bot, FakeWorkroom()
        self.interpreter = FakeInterpreter()
        self.woken = 0
        self._queue = DurableQueue(self.workroom, clock)
        builder = Application.builder().bot(bot).updater(None).job_queue(None)
        self._app = builder.update_queue(self._queue).concurrent_updates(PerChat()).build()
        self._register(_service(staff_chat))

    def _register(self, service: Service) -> None:
        shop = service._shop
        answering = Answering(self.interpreter, shop.library, Thresholds())
        database = cast("Database", SimpleNamespace(workroom=self.workroom, now=clock))
        sender = cast("Sender", SimpleNamespace(wake=self._wake))
        service._register(self._app, database, sender, answering)

    async def __aenter__(self) -> Self:
        await self._app.initialize()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._app.shutdown()

    @property
    def work(self) -> FakeWork:
        """What was committed."""
        return self.workroom.work

    async def hears(self, update: Update) -> None:
        """An update arrives, and is processed."""
        await self._queue.put(update)
        while not self._queue.empty():
            await self._app.process_update(self._queue.get_nowait())

    def sent_to(self, chat_id: int) -> list[Delivery]:
        """What is on its way to a chat, in order."""
        return [one for one in self.work.deliveries.stored.values() if one.chat_id == chat_id]

    def texts_to(self, chat_id: int) -> list[str]:
        """The messages that are on their way to a chat."""
        return [text for one in self.sent_to(chat_id) if (text := one.call.params.get("text"))]

    def buttons_to(self, chat_id: int) -> list[str]:
        """What the buttons of the last message with buttons would say back."""
        boards = [markup for one in self.sent_to(chat_id) if (markup := _markup(one))]
        rows = boards[-1]["inline_keyboard"] if boards else []
        return [button["callback_data"] for row in rows for button in row]

    def _wake(self) -> None:
        self.woken += 1


def _markup(delivery: Delivery) -> dict[str, list[list[dict[str, str]]]]:
    return dict(delivery.call.params.get("reply_markup") or {})


@cache
def _service(staff_chat: int | None) -> Service:
    """The real wiring; it holds nothing that a test could change."""
    settings = Settings(staff_chat_id=staff_chat)
    training = Training(PROJECT, Models(PROJECT, Path("nowhere")))
    return Service(Workshop(settings, PROJECT, Library(knowledge()), training), lambda _: None)
