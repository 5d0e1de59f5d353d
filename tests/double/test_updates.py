"""What a bot hears of, how often, and in which shape."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict

from tests.double import Chat, Person, Standing, TelegramDouble
from tests.double.conftest import Ask, message_of

pytestmark = pytest.mark.asyncio

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])


async def test_updates_have_the_documented_shape(
    telegram: TelegramDouble, bot: Bot, ada: Person, chidi: Person, forum: Chat
) -> None:
    said = await telegram.say(ada, "/start see https://example.org and @durov_x #tag")
    await telegram.edit(ada, said, "better")
    for send in (telegram.sticker, telegram.voice, telegram.location):
        await send(ada)
    await telegram.photo(ada, "look")
    await telegram.document(ada)
    thread = await telegram.topic_created(forum, "Ada", chidi)
    await telegram.staff_writes(forum, "first", thread=thread)
    await telegram.topic_closed(forum, thread, chidi)
    await telegram.topic_reopened(forum, thread, chidi)
    await telegram.block(ada)
    await telegram.unblock(ada)
    asked = await bot.send_message(ada.id, "Really?", reply_markup=YES)
    await telegram.press(ada, {"chat": {"id": ada.id}, "message_id": asked.message_id})
    await bot.pin_chat_message(ada.id, asked.message_id)
    updates = await bot.get_updates()
    assert len(updates) == 15
    assert all(left == {} for update in updates for left in _unknown(update.to_dict()))
    assert all(after.update_id == before.update_id + 1 for before, after in pairwise(updates))


def _unknown(value: object) -> Iterator[object]:
    """What python-telegram-bot did not find in the documentation."""
    if isinstance(value, dict):
        yield value.get("api_kwargs", {})
        for inner in value.values():
            yield from _unknown(inner)
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _unknown(inner)


async def test_a_message_in_a_topic_names_its_thread(
    telegram: TelegramDouble, bot: Bot, chidi: Person, forum: Chat
) -> None:
    topic = await bot.create_forum_topic(forum.id, "Ada")
    first = await telegram.staff_writes(forum, "one", thread=topic.message_thread_id)
    await telegram.staff_writes(forum, "two", reply_to=first, by=chidi)
    created, one, two = [message_of(update) for update in await bot.get_updates()]
    assert created["forum_topic_created"] == {"name": "Ada", "icon_color": 7322096}
    assert one["is_topic_message"]
    assert one["message_thread_id"] == two["message_thread_id"] == topic.message_thread_id
    assert one["reply_to_message"]["forum_topic_created"]["name"] == "Ada"
    assert two["reply_to_message"]["text"] == "one"
    assert "reply_to_message" not in two["reply_to_message"]


async def test_a_reply_in_a_group_without_topics_names_a_thread_too(
    telegram: TelegramDouble, bot: Bot, chidi: Person
) -> None:
    group = telegram.group(-1002, "Staff", staff=[chidi])
    first = await telegram.staff_writes(group, "one")
    await telegram.staff_writes(group, "two", reply_to=first)
    one, two = [message_of(update) for update in await bot.get_updates()]
    assert "message_thread_id" not in one
    assert two["message_thread_id"] == first["message_id"]
    assert "is_topic_message" not in two
    with pytest.raises(BadRequest, match="thread not found"):
        await bot.send_message(group.id, "there", message_thread_id=first["message_id"])


async def test_a_member_hears_only_what_is_meant_for_it(
    telegram: TelegramDouble, bot: Bot, chidi: Person
) -> None:
    group = telegram.group(-1003, "Staff", standing=Standing.MEMBER, staff=[chidi])
    await telegram.staff_writes(group, "among us")
    await telegram.staff_writes(group, "/help")
    sent = await bot.send_message(group.id, "Yes?")
    await telegram.staff_writes(group, "hello bot", reply_to=sent.to_dict())
    heard = [message_of(update)["text"] for update in await bot.get_updates()]
    assert heard == ["/help", "hello bot"]


async def test_an_update_comes_until_it_is_confirmed(
    telegram: TelegramDouble, ask: Ask, ada: Person
) -> None:
    await telegram.say(ada, "one")
    await telegram.say(ada, "two")
    again = [(await ask("getUpdates", limit=1))["result"] for _ in range(2)]
    assert again[0] == again[1]
    assert len(again[0]) == 1
    later = (await ask("getUpdates", offset=again[0][0]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in later] == ["two"]
    assert (await ask("getUpdates", offset=-1))["result"] == later
    assert (await ask("getUpdates", offset=later[0]["update_id"] + 1))["result"] == []
    await telegram.settled()


async def test_only_wanted_updates_come(telegram: TelegramDouble, ask: Ask, ada: Person) -> None:
    said = await telegram.say(ada, "one")
    await telegram.react(ada, said, "👍")
    await ask("getUpdates", offset=-1, allowed_updates=["message_reaction"])
    await telegram.react(ada, said, "👍")
    await telegram.say(ada, "two")
    kinds = [min(update) for update in (await ask("getUpdates"))["result"]]
    assert kinds == ["message", "message_reaction"]
    await ask("deleteWebhook", drop_pending_updates=True)
    assert (await ask("getWebhookInfo"))["result"]["pending_update_count"] == 0


async def test_a_poll_waits_for_what_comes(telegram: TelegramDouble, bot: Bot, ada: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.01)
    await telegram.say(ada, "now")
    assert [message_of(update)["text"] for update in await poll] == ["now"]


async def test_a_second_poll_ends_the_first(
    telegram: TelegramDouble, bot: Bot, ask: Ask, ada: Person
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(ask("getUpdates", timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await telegram.say(ada, "now")
    assert len((await second)["result"]) == 1
    assert [violation.rule for violation in telegram.violations] == ["conflict"]


async def test_a_poll_whose_bot_died_is_no_conflict(telegram: TelegramDouble, bot: Bot) -> None:
    died = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    died.cancel()
    await asyncio.sleep(0.05)
    assert await bot.get_updates(timeout=0) == ()
    assert not telegram.audit()


async def test_waiting_ends_when_the_bot_wrote(
    telegram: TelegramDouble, bot: Bot, ada: Person
) -> None:
    waiting = asyncio.create_task(telegram.wait_for(ada, "two", timeout=5))
    await bot.send_message(ada.id, "one")
    await bot.send_message(ada.id, "two")
    assert [message["text"] for message in await waiting] == ["two"]
    assert len(await telegram.wait_for_call("sendMessage", count=2)) == 2
    with pytest.raises(AssertionError, match="0 of 1 with 'three'"):
        await telegram.wait_for(ada, "three", timeout=0)
    await telegram.say(ada, "and now?")
    with pytest.raises(AssertionError, match="1 updates unconfirmed"):
        await telegram.settled(timeout=0)
