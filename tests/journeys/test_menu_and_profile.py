"""By tapping, by a link, from another chat: every way to an answer, and a profile on the way."""

import sqlite3
from collections.abc import Callable
from datetime import date

import pytest

from tests.double import Chat, Person, TelegramDouble
from tests.double.shapes import Json
from tests.journeys.conftest import MakeBot, Office
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]


def data_of(message: Json) -> list[str]:
    """What a message's buttons say back."""
    rows = message["reply_markup"]["inline_keyboard"]
    return [button["callback_data"] for row in rows for button in row]


async def shows(
    telegram: TelegramDouble, chat: Chat | Person, condition: Callable[[Json], bool]
) -> Json:
    """Wait until the last message is so; the message."""

    def last() -> Json:
        return telegram.from_bot(chat)[-1]

    assert await telegram.world.changes.until(lambda: condition(last()), PATIENCE), last()
    return last()


async def test_down_the_menu_and_up_again_in_one_message(office: Office) -> None:
    telegram, reza = office.telegram, office.newcomer("Reza", "fa")
    await telegram.say(reza, "/menu")
    [menu] = await telegram.wait_for(reza)

    await telegram.press(reza, menu, data="t:fa:admission")
    first = await shows(telegram, reza, lambda m: "t:fa:admission:1" in data_of(m))
    assert data_of(first)[0] == "b:fa:admission/how-to-apply"  # what is asked most
    await telegram.press(reza, first, data="t:fa:admission:1")
    second = await shows(telegram, reza, lambda m: "t:fa:admission:2" in data_of(m))
    question = data_of(second)[0]
    await telegram.press(reza, second, data=question)
    answer = await shows(telegram, reza, lambda m: "t:fa:admission:1" in data_of(m)[-1:])
    await telegram.press(reza, answer, text="👍")
    rated = await shows(telegram, reza, lambda m: not m["text"] or "y:fa:" not in str(data_of(m)))
    await telegram.press(reza, rated, data="t:fa:admission:1")
    await shows(telegram, reza, lambda m: question in data_of(m))

    assert [m["message_id"] for m in telegram.from_bot(reza)] == [menu["message_id"]]


async def test_a_profile_is_told_shown_exported_and_forgotten(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    ada = telegram.person(31, "Ada", language_code="ru")
    async with make_bot() as bot:
        await telegram.say(ada, "/start c_fair-2026")
        await telegram.wait_for(ada, "Bələdçi", timeout=PATIENCE)
        await telegram.say(ada, "/profile")
        [profile] = await telegram.wait_for(ada, "Ваш профиль")
        await telegram.press(ada, profile, data="dl:ru:d")
        days = await shows(telegram, ada, lambda m: "dd:ru:a" in data_of(m))
        await telegram.press(ada, days, data="dd:ru:a")
        await telegram.wait_for(ada, "Напишите дату")
        await telegram.say(ada, "3/4/2026")
        [which] = await telegram.wait_for(ada, "имеете в виду")
        await telegram.press(ada, which, data="dd:ru:a:2026-04-03")
        await telegram.wait_for(ada, "срок", timeout=PATIENCE)
        await telegram.say(ada, "/profile")
        await telegram.wait_for(ada, "3 апреля 2026", timeout=PATIENCE)
        [profile] = telegram.from_bot(ada, "Ваш профиль")[-1:]
        await telegram.press(ada, profile, data="k:ru:c")
        await telegram.wait_for(ada, "напишите её название")
        await telegram.say(ada, "я из Казахстана")
        await telegram.wait_for(ada, "Казахстан", after=profile["message_id"])
        await telegram.settled()
        database = sqlite3.connect(bot.home / "database" / "beledci.sqlite3")
        query = "SELECT day, citizenship, came_from FROM people JOIN days ON id = person_id"
        assert database.execute(query).fetchall() == [(str(date(2026, 4, 3)), "KZ", "fair-2026")]

        await telegram.say(ada, "/mydata")
        await telegram.wait_for_call("sendDocument", count=2, timeout=PATIENCE)
        files = [upload.data.decode() for _, upload in telegram.world.files.values()]
        assert any("2026-04-03" in file and "fair-2026" in file for file in files)
        await telegram.say(ada, "/forget")
        [sure] = await telegram.wait_for(ada, "/mydata", after=profile["message_id"])
        await telegram.press(ada, sure, data="f:yes")
        await telegram.wait_for(ada, "Удалено.", timeout=PATIENCE)
        assert database.execute(query).fetchall() == []
        database.close()

    assert not telegram.audit(), telegram.audit()


async def test_an_answer_is_shared_elsewhere_and_leads_back(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    telegram.allow_inline()
    ada = telegram.person(31, "Ada", language_code="en")
    async with make_bot() as bot:
        await telegram.wait_for_call("setMyShortDescription", count=8, timeout=PATIENCE)
        visa = await telegram.ask_inline(ada, "student visa")
        nothing = await telegram.ask_inline(telegram.person(32, "Bo"), "")
        both = (visa, nothing)
        assert await telegram.world.changes.until(lambda: all(q.answers for q in both), PATIENCE)
        await telegram.settled()
        database = sqlite3.connect(bot.home / "database" / "beledci.sqlite3")
        for table in ("inbox", "people", "turns", "deliveries"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
        database.close()

        assert 1 <= len(visa.results) <= 20
        assert nothing.results[0]["title"].startswith("How do I apply")
        here = await telegram.share(ada, visa.results[0])
        [link] = [e["url"] for e in here["entities"] if "start=" in e.get("url", "")]
        await telegram.say(ada, f"/start {link.partition('start=')[2]}")
        [answer] = await telegram.wait_for(ada, timeout=PATIENCE)
        assert data_of(answer)[-1].startswith("t:en:")
        await telegram.settled()

    assert not telegram.audit(), telegram.audit()


async def test_what_telegram_shows_already_is_not_set_at_the_next_start(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    async with make_bot() as bot:
        await bot.logs("introduced")
    before = len(telegram.calls())
    async with make_bot() as bot:
        await bot.logs("hearing")
        await telegram.say(telegram.person(31, "Ada", language_code="en"), "/help")
        await telegram.wait_for(telegram.world.chats[31], "/profile", timeout=PATIENCE)
        assert not [c for c in telegram.calls()[before:] if c.method.startswith("setMy")]

    profile = telegram.world.profile
    assert {key[2] for key in profile if key[0] == "description"} == {
        *("", "ar", "az", "en", "fa", "fr", "ru", "tr"),
    }
