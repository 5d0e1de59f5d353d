"""What Telegram is told arrived has been written down."""

import json
from contextlib import AbstractAsyncContextManager

import pytest
from telegram import Update
from telegram.error import TelegramError

from actions.errors import StorageUnusable
from actions.ports import Work
from bot.telegram.durable_queue import NO_CHAT, DurableQueue, inbox_item
from tests.builders import ADA, message, press, sticker, text
from tests.fakes import FakeWorkroom
from tests.virtual_time import NOON, clock


async def test_an_update_is_written_down_before_it_is_queued() -> None:
    workroom = FakeWorkroom()
    queue, update = DurableQueue(workroom, clock), text("How do I apply?")

    await queue.put(update)

    [item] = await workroom.work.inbox.waiting()
    assert (item.update_id, item.chat_id, item.received_at) == (update.update_id, ADA.id, NOON)
    assert queue.get_nowait() is update


@pytest.mark.parametrize("update", [text("Nə vaxt? 😀"), press("p"), sticker()])
def test_what_is_written_down_can_be_read_back_whole(update: Update) -> None:
    item = inbox_item(update, NOON)

    again = Update.de_json(dict(item.body), None)
    assert again.to_dict() == update.to_dict()


def test_a_message_that_points_to_one_that_is_gone_is_written_down_too() -> None:
    body = message({}, person=ADA)
    body["pinned_message"] = {"message_id": 3, "date": 0, "chat": body["chat"]}
    update = Update.de_json({"update_id": 3, "message": body}, None)

    item = inbox_item(update, NOON)

    again = Update.de_json(json.loads(json.dumps(dict(item.body))), None)
    assert again.message
    assert again.message.pinned_message
    assert again.message.pinned_message.message_id == 3


async def test_the_same_update_twice_is_processed_once() -> None:
    queue, update = DurableQueue(FakeWorkroom(), clock), text()

    await queue.put(update)
    await queue.put(update)

    assert queue.qsize() == 1


async def test_what_can_not_be_written_down_is_an_error_after_which_telegram_is_asked_again() -> (
    None
):
    queue = DurableQueue(_full_disk, clock)

    with pytest.raises(TelegramError, match="the disk is full"):
        await queue.put(text())

    assert queue.empty()


def _full_disk() -> AbstractAsyncContextManager[Work]:
    raise StorageUnusable("the disk is full")


async def test_after_a_restart_the_inbox_is_queued_without_being_written_again() -> None:
    workroom = FakeWorkroom()
    queue, update = DurableQueue(workroom, clock), text()

    queue.put_again(update)

    assert queue.get_nowait() is update
    assert workroom.work.inbox.items == {}


def test_an_update_without_a_chat_has_a_place_as_well() -> None:
    query = {"id": "1", "from": ADA.user(), "query": "visa", "offset": ""}
    update = Update.de_json({"update_id": 5, "inline_query": query}, None)

    assert inbox_item(update, NOON).chat_id == NO_CHAT
