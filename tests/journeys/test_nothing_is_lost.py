"""Whatever breaks, every message that reached us is answered, in order, and known to us."""

import asyncio
import re
from collections import Counter
from itertools import count

import pytest

from tests.double import Person, TelegramDouble
from tests.journeys.conftest import MakeBot
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]

KILLS, PEOPLE, ROUNDS = 4, 10, 5


def replies_to(telegram: TelegramDouble, person: Person) -> list[str]:
    """The commands that were answered to, in the order of the answers."""
    texts = [message["text"] for message in telegram.from_bot(person)]
    return [found for text in texts for found in re.findall(r"/m\d+", text)]


async def test_no_message_is_lost_however_often_the_process_is_killed(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    people = [telegram.person(100 + n, f"Student {n}", language_code="en") for n in range(PEOPLE)]
    numbers = count(1)
    asked: dict[int, list[str]] = {person.id: [] for person in people}
    async with make_bot() as bot:
        for kill in range(KILLS):
            for _ in range(ROUNDS if kill == 0 else 1):
                for person in people:
                    asked[person.id].append(f"/m{next(numbers)}")
                    await telegram.say(person, asked[person.id][-1])
            gate = telegram.faults.hold("sendMessage", skip=PEOPLE // 2)
            async with asyncio.timeout(PATIENCE):
                await gate.arrived.wait()
            await bot.kill()
            gate.open()
            await bot.start()
        total = sum(map(len, asked.values()))
        await telegram.world.changes.until(lambda: _answered(telegram, people) >= total, PATIENCE)

    for person in people:
        answered = replies_to(telegram, person)
        assert list(dict.fromkeys(answered)) == asked[person.id]
    repeated = Counter(word for person in people for word in replies_to(telegram, person))
    in_flight = KILLS * 16  # the calls that may be on the wire when a process dies
    assert sum(repeated.values()) - len(repeated) <= in_flight
    assert not telegram.audit().violations


async def test_refusals_of_the_network_delay_messages_and_lose_none(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    ada, bo = (telegram.person(n, f"Person {n}", language_code="en") for n in (31, 32))
    telegram.faults.fail("sendMessage", 429, retry_after=2, chat_id=ada.id)
    telegram.faults.fail("sendMessage", 502, times=2, chat_id=bo.id)
    telegram.faults.drop("sendMessage", chat_id=bo.id, skip=2)
    async with make_bot():
        for person in (ada, bo):
            for number in (1, 2, 3):
                await telegram.say(person, f"/m{number}")
        await telegram.wait_for(ada, count=3, timeout=PATIENCE)
        await telegram.wait_for(bo, count=3, timeout=PATIENCE)

    assert replies_to(telegram, ada) == ["/m1", "/m2", "/m3"]
    assert replies_to(telegram, bo) == ["/m1", "/m2", "/m3"]
    assert not telegram.audit(), telegram.audit()


async def test_a_lost_reply_is_sent_again_rather_than_forgotten(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    ada = telegram.person(31, "Ada", language_code="en")
    telegram.faults.lose_reply("sendMessage")
    async with make_bot():
        await telegram.say(ada, "/m1")
        await telegram.wait_for(ada, "/m1", count=2, timeout=PATIENCE)

    assert replies_to(telegram, ada) == ["/m1", "/m1"]


async def test_telegrams_limits_are_kept_without_being_told(
    make_bot: MakeBot, telegram: TelegramDouble
) -> None:
    telegram.flood.scale = 1
    ada = telegram.person(31, "Ada", language_code="en")
    async with make_bot(TELEGRAM_FLOOD_LIMITS="on"):
        for number in range(6):
            await telegram.say(ada, f"/m{number}")
        await telegram.wait_for(ada, count=6, timeout=PATIENCE)

    assert replies_to(telegram, ada) == [f"/m{number}" for number in range(6)]
    refused = [call for call in telegram.calls("sendMessage") if not call.ok]
    assert not refused
    assert not telegram.audit(), telegram.audit()


async def test_who_blocked_the_bot_holds_up_nobody_else(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    bo = telegram.person(32, "Bo", language_code="en")
    ada = telegram.person(31, "Ada", language_code="en")
    await telegram.say(bo, "/m1")
    bo.blocked = True
    await telegram.say(ada, "/m1")
    async with make_bot():
        await telegram.wait_for(ada, "/m1", timeout=PATIENCE)
        await telegram.settled()

    assert not telegram.from_bot(bo)


async def test_a_silent_rasa_is_admitted_and_offers_topics_and_a_person(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    ada = telegram.person(31, "Ada", language_code="en")
    staff = telegram.group(-1001, "Staff", is_forum=True)
    async with make_bot(RASA_URL="http://127.0.0.1:9", STAFF_CHAT_ID=str(staff.id)):
        await telegram.say(ada, "How do I extend my residence permit?")
        [sorry] = await telegram.wait_for(ada, "can't look up", timeout=PATIENCE)
        await telegram.press(ada, sorry, text="Ask a person")
        await telegram.wait_for(staff, "How do I extend my residence permit?", timeout=PATIENCE)
        await telegram.settled()

    assert not telegram.audit(), telegram.audit()


def _answered(telegram: TelegramDouble, people: list[Person]) -> int:
    return sum(len(set(replies_to(telegram, person))) for person in people)
