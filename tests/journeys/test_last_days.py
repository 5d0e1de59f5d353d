"""Somebody tells their days, is reminded once whatever happens, and asks for universities."""

import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.domain.working_days import WorkingDays
from bot.public_holidays import is_public_holiday
from tests.double import TelegramDouble
from tests.journeys.conftest import MakeBot
from tests.journeys.ledger import not_sent
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]

TERM = timedelta(days=15)
WORKING = WorkingDays(lambda day: is_public_holiday("AZ", day))


def arrival() -> date:
    """So that a week before the last day to register is over since yesterday or before."""
    today = datetime.now(ZoneInfo("Asia/Baku")).date()
    days = (today + timedelta(number) for number in range(5, 0, -1))
    due = next((each for each in days if WORKING.last_until(each) == each), today + timedelta(5))
    return due - TERM


def time_passes(home: Path) -> None:
    """All of it was told three weeks ago."""
    with sqlite3.connect(home / "database" / "beledci.sqlite3") as database:
        for column, table in (("told_at", "days"), ("paused_until", "stays"), ("look_at", "stays")):
            database.execute(f"UPDATE {table} SET {column} = datetime({column}, '-21 days')")  # noqa: S608 -- names of ours


async def test_days_are_told_and_called_to_mind_once_over_a_crash(
    telegram: TelegramDouble, make_bot: MakeBot, tmp_path: Path
) -> None:
    ada = telegram.person(31, "Ada", language_code="en")
    bot = make_bot()
    await bot.start()
    await telegram.say(ada, "When must I register after my arrival?")
    [answer] = await telegram.wait_for(ada, timeout=PATIENCE)
    await telegram.press(ada, answer, text="🗓 Work out my last day")
    await telegram.wait_for(ada, "The time to register is counted", timeout=PATIENCE)
    came = arrival()
    await telegram.say(ada, f"{came:%d.%m.%Y}")
    [asked] = await telegram.wait_for(ada, "Admission to full-time study", timeout=PATIENCE)
    await telegram.press(ada, asked, text="Enough, show my deadlines")
    [listed] = await telegram.wait_for(ada, "Shall I remind you?", timeout=PATIENCE)
    assert "Register at your place of stay" in listed["text"]
    await telegram.press(ada, listed, text="🔔 Yes, remind me")
    assert await telegram.world.changes.until(
        lambda: "dr:en" in str(telegram.from_bot(ada)[-1].get("reply_markup")), PATIENCE
    )
    await telegram.press(ada, telegram.from_bot(ada)[-1], data="d1:en:registration")
    assert await telegram.world.changes.until(
        lambda: "dc:en" in str(telegram.from_bot(ada)[-1].get("reply_markup")), PATIENCE
    )
    await telegram.press(ada, telegram.from_bot(ada)[-1], data="dc:en:registration")
    await telegram.wait_for_call("sendDocument", timeout=PATIENCE)
    [(_, upload)] = telegram.world.files.values()
    assert b"BEGIN:VCALENDAR" in upload.data
    await telegram.settled()
    assert await not_sent(telegram, tmp_path) == {}  # the tap is written down, too
    await bot.kill()

    time_passes(tmp_path)
    await bot.start()
    [reminder] = await telegram.wait_for(ada, "A reminder", timeout=PATIENCE)
    assert "Register at your place of stay" in reminder["text"]
    await telegram.say(ada, "/privacy")  # comes after: the reminder is known to have arrived
    await telegram.wait_for(ada, "Who reads it", timeout=PATIENCE)
    await bot.kill()
    time_passes(tmp_path)
    await bot.start()
    await telegram.say(ada, "/stop")
    await telegram.wait_for(ada, "Reminders and announcements are off", timeout=PATIENCE)
    await telegram.settled()
    assert await bot.stop() == 0

    assert len(telegram.from_bot(ada, "A reminder")) == 1
    assert not telegram.audit(), telegram.audit()


async def test_universities_of_a_country_stand_below_the_answer(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    bo = telegram.person(32, "Bo", language_code="en")
    async with make_bot():
        await telegram.say(bo, "which partner universities do you have in Italy?")
        await telegram.wait_for(bo, "Sapienza University of Rome", timeout=PATIENCE)
        await telegram.say(bo, "/events")
        await telegram.wait_for(bo, "No event that is still to come", timeout=PATIENCE)
        await telegram.settled()
    assert not telegram.audit(), telegram.audit()
