"""Whatever breaks between students and staff, every message is delivered, refused or shown."""

import asyncio
import re
from functools import partial
from itertools import count
from random import Random

import pytest

from tests.double import ALL_RIGHTS, Chat, Person, Standing, TelegramDouble
from tests.double.shapes import Json
from tests.journeys.conftest import MakeBot
from tests.journeys.ledger import not_sent, states
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]

ASK = "I want to talk to a human being please"


async def asked(telegram: TelegramDouble, staff: Chat, ada: Person) -> Json:
    """Ada asks for a person; her card."""
    await telegram.say(ada, ASK)
    [card] = await telegram.wait_for(staff, ada.first_name, timeout=PATIENCE)
    await telegram.wait_for(ada, "passed this on", timeout=PATIENCE)
    return card


def has_called(telegram: TelegramDouble, times: int) -> bool:
    """Whether the bot has called so often."""
    return len(telegram.calls()) >= times


def words(telegram: TelegramDouble, chat: Chat | Person) -> set[str]:
    """The numbered words that the bot wrote in a chat."""
    texts = [str(each.get("text", each.get("caption", ""))) for each in telegram.from_bot(chat)]
    return {found for text in texts for found in re.findall(r"w\d+w", text)}


def offers(staff: Chat, card: Json, data: str) -> bool:
    """Whether a button hangs on the card as it is now."""
    rows = staff.messages[card["message_id"]]["reply_markup"]["inline_keyboard"]
    return any(button.get("callback_data") == data for row in rows for button in row)


async def test_letters_survive_kills_at_any_moment(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    chance, numbers = Random(5), count(1)
    from_ada, from_staff = set[str](), set[str]()
    async with make_bot(STAFF_CHAT_ID=str(staff.id)) as bot:
        card = await asked(telegram, staff, ada)
        for _ in range(4):
            for _ in range(2):
                from_ada.add(word := f"w{next(numbers)}w")
                await telegram.say(ada, f"tell a person of the office that it is {word}")
                from_staff.add(word := f"w{next(numbers)}w")
                await telegram.staff_writes(staff, word, thread=card["message_thread_id"])
            calls = len(telegram.calls()) + chance.randint(1, 12)
            await telegram.world.changes.until(partial(has_called, telegram, calls), 20)
            await bot.kill()
            await bot.start()
        changes = telegram.world.changes
        await changes.until(lambda: words(telegram, ada) >= from_staff, PATIENCE)
        await changes.until(lambda: words(telegram, staff) >= from_ada, 2 * PATIENCE)
        await telegram.settled(PATIENCE)
        unaccounted = await not_sent(telegram, bot.home)

    assert words(telegram, ada) == from_staff
    assert words(telegram, staff) == from_ada
    assert not unaccounted, unaccounted
    assert not telegram.audit().violations


async def test_trouble_of_every_kind_delays_letters_and_loses_none(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    faults = telegram.faults
    async with make_bot(STAFF_CHAT_ID=str(staff.id)) as bot:
        card = await asked(telegram, staff, ada)
        faults.fail("sendMessage", 429, retry_after=2, chat_id=ada.id)
        faults.fail("sendMessage", 502, chat_id=ada.id)
        faults.drop("sendMessage", chat_id=ada.id)
        faults.fail("sendMessage", 500, chat_id=staff.id)
        faults.lose_reply("sendMessage", chat_id=staff.id)
        for word in ("w1w", "w2w"):
            await telegram.staff_writes(staff, word, thread=card["message_thread_id"])
        await telegram.say(ada, "w3w")
        await telegram.wait_for(ada, "w2w", timeout=PATIENCE)
        await telegram.wait_for(staff, "w3w", count=2, timeout=PATIENCE)
        await telegram.wait_for(staff, "🔁", timeout=PATIENCE)  # marked as a possible repeat
        await telegram.settled()
        unaccounted = await not_sent(telegram, bot.home)

    assert not unaccounted, unaccounted
    assert not telegram.audit(), telegram.audit()


async def test_while_the_bot_is_out_of_the_group_nothing_is_lost_and_students_know(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person, chidi: Person
) -> None:
    async with make_bot(STAFF_CHAT_ID=str(staff.id)) as bot:
        await asked(telegram, staff, ada)
        await telegram.change_standing(staff, Standing.KICKED, by=chidi)
        await telegram.say(ada, "one more thing, please, a human being")
        await telegram.wait_for(ada, "nobody of the office reads along", timeout=PATIENCE)
        assert not telegram.from_bot(staff, "one more thing")
        await telegram.change_standing(staff, Standing.ADMINISTRATOR, by=chidi)
        await telegram.wait_for(staff, "one more thing", timeout=PATIENCE)
        await telegram.settled()
        unaccounted = await not_sent(telegram, bot.home)

    assert not unaccounted, unaccounted
    assert not telegram.audit(), telegram.audit()


async def test_a_topic_is_opened_once_although_telegrams_answer_was_lost(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    telegram.faults.lose_reply("createForumTopic")
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        card = await asked(telegram, staff, ada)
        await telegram.settled()
        changes = telegram.world.changes
        assert await changes.until(lambda: len(staff.topics) == 1, PATIENCE), staff.topics
        assert card["message_thread_id"] in staff.topics

    assert not telegram.audit(), telegram.audit()


async def test_without_rights_staff_are_still_reached(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    staff.rights = ALL_RIGHTS - {"can_manage_topics", "can_pin_messages"}
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        card = await asked(telegram, staff, ada)
        assert not card.get("is_topic_message")
        await telegram.staff_writes(staff, "w1w", reply_to=card)
        await telegram.wait_for(ada, "w1w", timeout=PATIENCE)
        await telegram.settled()

    assert not telegram.audit(), telegram.audit()


async def test_in_a_closed_topic_nothing_is_held_back(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    async with make_bot(STAFF_CHAT_ID=str(staff.id)) as bot:
        card = await asked(telegram, staff, ada)
        staff.topics[card["message_thread_id"]].closed = True
        staff.rights = ALL_RIGHTS - {"can_manage_topics"}
        await telegram.say(ada, "one more thing, please, a human being")
        await telegram.wait_for(staff, "one more thing", timeout=PATIENCE)
        await telegram.settled()
        unaccounted = await not_sent(telegram, bot.home)

    assert not unaccounted, unaccounted
    assert not telegram.audit(), telegram.audit()


async def test_who_blocked_the_bot_gets_what_was_refused_when_staff_send_it_again(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person, chidi: Person
) -> None:
    async with make_bot(STAFF_CHAT_ID=str(staff.id)) as bot:
        card = await asked(telegram, staff, ada)
        await telegram.block(ada)
        await telegram.staff_writes(staff, "w1w", thread=card["message_thread_id"])
        await telegram.wait_for(staff, "blocked", timeout=PATIENCE)
        await telegram.wait_for(staff, "📵", timeout=PATIENCE)
        assert states(bot.home)["refused"] == 1
        await telegram.unblock(ada)
        # The card offers it a little after staff were told: it is written anew behind the notice.
        assert await telegram.world.changes.until(lambda: offers(staff, card, "st"), PATIENCE)
        await telegram.press(chidi, card, data="st")
        await telegram.wait_for(ada, "w1w", timeout=PATIENCE)
        await telegram.settled()
        unaccounted = await not_sent(telegram, bot.home)

    assert not unaccounted, unaccounted
    assert not telegram.audit(), telegram.audit()


async def test_a_second_process_on_the_same_database_goes_without_touching_anything(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        card = await asked(telegram, staff, ada)
        second = make_bot(STAFF_CHAT_ID=str(staff.id))
        await second.start()
        assert second.process
        assert await asyncio.wait_for(second.process.wait(), PATIENCE) == 1
        await telegram.staff_writes(staff, "w1w", thread=card["message_thread_id"])
        await telegram.wait_for(ada, "w1w", timeout=PATIENCE)
        await telegram.settled()

    assert len(telegram.from_bot(ada, "w1w")) == 1
    assert not telegram.audit(), telegram.audit()
