"""The Telegram floor with everything on it, between real updates and a database that is not one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Self, cast

from telegram import Update
from telegram.ext import Application, ExtBot

from actions.answering import Answering
from actions.circulating import Circulating
from actions.content.knowledge_base import KnowledgeBase
from actions.domain.decision import Thresholds
from actions.domain.delivery import CARD, Call, Delivery
from actions.library import Library
from actions.office import Office
from actions.outbox import Outbox
from actions.ports import CardView
from bot.bootstrap import Workshop, now
from bot.config import PROJECT, Settings
from bot.nlu.models import Models
from bot.service import Service
from bot.storage.database import Database
from bot.telegram.durable_queue import DurableQueue
from bot.telegram.gateway import TelegramGateway
from bot.telegram.processor import PerChat
from bot.telegram.staff_lists import StaffLists
from tests.builders import FORUM
from tests.doubles import FakeInterpreter
from tests.fakes import FakeWork, FakeWorkroom
from tests.telegram.sample import knowledge
from tests.virtual_time import clock


class Stage:
    """Give it updates, and look at what was written down to be sent."""

    def __init__(
        self,
        bot: ExtBot[None],
        staff_chat: int | None = FORUM.id,
        kb: KnowledgeBase | None = None,
    ) -> None:
        self.bot, self.workroom = bot, FakeWorkroom()
        self.interpreter = FakeInterpreter()
        self.woken, self._ahead = 0, timedelta()
        self._queue = DurableQueue(self.workroom, clock)
        builder = Application.builder().bot(bot).updater(None).job_queue(None)
        self._app = builder.update_queue(self._queue).concurrent_updates(PerChat()).build()
        self._register(_service_of(kb, staff_chat) if kb else _service(staff_chat))

    def _register(self, service: Service) -> None:
        shop = service._shop
        answering = Answering(self.interpreter, shop.library, Thresholds())
        database = cast("Database", SimpleNamespace(workroom=self.workroom, now=clock))
        service._register(self._app, database, self._wake, answering)
        self._lists, self.office = service._lists, service._office
        self._minding = service._office.minding(self.workroom, self._now)
        announcing, board = service._announcing, service._board
        self.circulating = Circulating(self.workroom, announcing, board, self._now)
        gateway = TelegramGateway(self.bot)
        self.delivering = service._office.delivering(self.workroom, gateway, self._now)

    def _now(self) -> datetime:
        return now() + self._ahead

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
        """The messages that are on their way to a chat; a card as it would be written now."""
        calls = [self._written(one) for one in self.sent_to(chat_id)]
        return [text for call in calls if (text := call.params.get("text"))]

    def _written(self, delivery: Delivery) -> Call:
        if delivery.call.method != CARD or delivery.ticket_id is None:
            return delivery.call
        ticket = self.work.tickets.stored[delivery.ticket_id]
        person = self.work.people.stored[ticket.person_id]
        return self._lists.card(CardView(ticket, person, delivery.created_at.date()))

    def reactions(self, message_id: int | None = None) -> list[str]:
        """The signs that were put on a message, or on any."""
        calls = [one.call for one in self.work.deliveries.stored.values()]
        signs = [call.params for call in calls if call.method == "set_message_reaction"]
        wanted = [sign for sign in signs if message_id in (None, sign["message_id"])]
        return [sign["reaction"][0]["emoji"] for sign in wanted]

    def toasts(self) -> list[str]:
        """What each tap was answered with; nothing where the button only stops spinning."""
        calls = [one.call for one in self.work.deliveries.stored.values()]
        answers = [call for call in calls if call.method == "answer_callback_query"]
        return [call.params.get("text", "") for call in answers]

    async def a_moment_passes(self, seconds: float = 10) -> None:
        """What waits for others, or for its time, goes on."""
        self._ahead += timedelta(seconds=seconds)
        await self._minding.run_once()

    @asynccontextmanager
    async def unit_of_staff(self) -> AsyncIterator[tuple[Outbox, Office, StaffLists]]:
        """A unit of work, with the parts that staff's handlers use."""
        async with self.workroom() as work:
            outbox = Outbox(work, f"unit:{len(self.work.inbox.items)}", clock())
            yield outbox, self.office, self._lists

    async def delivers(self) -> None:
        """Everything that is due arrives."""
        while True:
            async with self.workroom() as work:
                heads = await work.deliveries.heads(self._now())
            if not heads:
                return
            for head in heads:
                await self.delivering.attempt(head)

    def buttons_to(self, chat_id: int) -> list[str]:
        """What the buttons of the last message with buttons would say back."""
        calls = [self._written(one) for one in self.sent_to(chat_id)]
        boards = [markup for call in calls if (markup := _markup(call))]
        rows = boards[-1]["inline_keyboard"] if boards else []  # of the last with any
        return [button["callback_data"] for row in rows for button in row]

    def _wake(self) -> None:
        self.woken += 1


def _markup(call: Call) -> dict[str, list[list[dict[str, str]]]]:
    return dict(call.params.get("reply_markup") or {})


@cache
def _service(staff_chat: int | None) -> Service:
    """The real wiring; it holds nothing that a test could change."""
    return _service_of(knowledge(), staff_chat)


def _service_of(kb: KnowledgeBase, staff_chat: int | None) -> Service:
    settings = Settings(staff_chat_id=staff_chat)
    models = Models(PROJECT, Path("nowhere"))
    return Service(Workshop(settings, PROJECT, Library(kb), models), lambda _: None)
