"""Hearing: from Telegram's updates to handlers, through every kind of trouble."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import Application, TypeHandler

from actions.errors import StorageUnusable, TelegramUnusable
from actions.ports import Work
from bot.config import Settings
from bot.telegram.application import Polling, build_application
from bot.telegram.durable_queue import DurableQueue, inbox_item
from tests.builders import ADA, text
from tests.fakes import FakeWorkroom
from tests.telegram.offline import TOKEN, OfflineTelegram, offline_bot
from tests.virtual_time import NOON, clock


class Ear:
    """The bot's hearing alone: what was heard, and confirmed."""

    def __init__(self, telegram: OfflineTelegram) -> None:
        self.telegram, self.workroom = telegram, FakeWorkroom()
        self.full_until = 0.0  # seconds, as long as the disk is full
        self.heard: list[str] = []
        queue = DurableQueue(self._sometimes, clock)
        builder = Application.builder().bot(offline_bot(telegram)).job_queue(None)
        self._app = builder.update_queue(queue).build()
        self._app.add_handler(TypeHandler(Update, self._hear))
        self.polling = Polling(self._app, queue, self.workroom, clock)

    async def listen(self, seconds: float) -> None:
        """Hear for a while."""
        await self.polling.connect()
        try:
            await self.polling.run(lambda: asyncio.sleep(seconds))
        finally:
            await self.polling.close()

    @property
    def offsets(self) -> list[int]:
        """What was confirmed, each time that Telegram was asked."""
        return [params.get("offset", 0) for params in self.telegram.params_of("getUpdates")]

    async def _hear(self, update: Update, _context: Any) -> None:  # noqa: ANN401 -- not used
        assert update.message
        self.heard.append(update.message.text or "")

    @asynccontextmanager
    async def _sometimes(self) -> AsyncIterator[Work]:
        if asyncio.get_running_loop().time() < self.full_until:
            raise StorageUnusable("the disk is full")
        async with self.workroom() as work:
            yield work


@pytest.fixture
async def ear(telegram: OfflineTelegram) -> Ear:
    return Ear(telegram)


async def test_what_was_heard_is_written_down_processed_and_then_confirmed(ear: Ear) -> None:
    update = text("How do I apply?")
    ear.telegram.updates.append(update.to_dict())

    await ear.listen(60)

    assert ear.heard == ["How do I apply?"]
    assert [item.update_id for item in await ear.workroom.work.inbox.waiting()] == [
        update.update_id
    ]
    assert ear.offsets[-1] == update.update_id + 1


async def test_what_can_not_be_written_down_is_heard_again_when_it_can(ear: Ear) -> None:
    ear.telegram.updates += [text("one").to_dict(), text("two").to_dict()]
    ear.full_until = 100

    await ear.listen(300)

    assert ear.heard == ["one", "two"]
    assert ear.telegram.updates == []


async def test_a_bad_hour_of_telegram_is_waited_out(ear: Ear) -> None:
    ear.telegram.updates.append(text("at last").to_dict())
    for _ in range(5):
        ear.telegram.fail("getUpdates", NetworkError("connection lost"))
        ear.telegram.answer_with("getUpdates", 502, b"<html>Bad Gateway</html>")

    await ear.listen(600)

    assert ear.heard == ["at last"]


async def test_what_was_left_undone_comes_first(ear: Ear) -> None:
    async with ear.workroom() as work:
        await work.inbox.put(inbox_item(text("from before the crash", person=ADA), NOON))
    ear.telegram.updates.append(text("new").to_dict())

    await ear.listen(60)

    assert ear.heard == ["from before the crash", "new"]


async def test_a_wrong_token_is_said_at_once(ear: Ear) -> None:
    ear.telegram.refuse("getMe", 401, "Unauthorized")

    with pytest.raises(TelegramUnusable, match="does not accept TELEGRAM_TOKEN"):
        await ear.listen(60)


async def test_a_refusal_of_another_kind_is_said_in_telegrams_words(ear: Ear) -> None:
    ear.telegram.refuse("getMe", 403, "Forbidden: bot was deleted")

    with pytest.raises(TelegramUnusable, match="bot was deleted"):
        await ear.listen(60)


async def test_a_telegram_that_can_not_be_reached_is_waited_for(ear: Ear) -> None:
    for _ in range(8):
        ear.telegram.fail("getMe", NetworkError("no route to host"))
    ear.telegram.updates.append(text("finally").to_dict())

    await ear.listen(60)

    assert ear.heard == ["finally"]
    assert 120 < asyncio.get_running_loop().time() < 600


async def test_a_token_that_is_revoked_while_it_hears_ends_it_with_a_sentence(ear: Ear) -> None:
    ear.telegram.refuse("getUpdates", 401, "Unauthorized")

    with pytest.raises(TelegramUnusable, match="no longer accepts TELEGRAM_TOKEN"):
        await ear.listen(10_000)

    assert asyncio.get_running_loop().time() < 60


async def test_a_second_instance_gives_way_to_the_first(ear: Ear) -> None:
    for _ in range(9):
        ear.telegram.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")

    with pytest.raises(TelegramUnusable, match="another program is using"):
        await ear.listen(10_000)


async def test_a_request_left_over_from_a_crash_is_no_second_instance(ear: Ear) -> None:
    ear.telegram.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    ear.telegram.updates.append(text("still here").to_dict())

    await ear.listen(120)

    assert ear.heard == ["still here"]


async def test_only_what_somebody_handles_is_asked_for(ear: Ear) -> None:
    await ear.listen(60)

    asked = ear.telegram.params_of("getUpdates")[-1]["allowed_updates"]
    assert asked == [
        *("message", "edited_message", "callback_query", "inline_query", "my_chat_member"),
    ]


def test_the_server_is_the_one_in_the_settings() -> None:
    settings = Settings(telegram_token=TOKEN, telegram_base_url="http://127.0.0.1:8081")
    app = build_application(settings, DurableQueue(FakeWorkroom(), clock))

    assert app.bot.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert app.bot.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"


def test_without_a_token_there_is_no_bot() -> None:
    with pytest.raises(TelegramUnusable, match="TELEGRAM_TOKEN is not set"):
        build_application(Settings(), DurableQueue(FakeWorkroom(), clock))
