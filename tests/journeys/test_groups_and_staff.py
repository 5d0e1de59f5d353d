"""Staff groups of every kind: none, a plain one, one that moves."""

import sqlite3
from pathlib import Path

import pytest

from tests.double import TelegramDouble
from tests.journeys.conftest import MakeBot
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]


async def test_without_a_staff_group_the_office_is_named_and_the_ticket_kept(
    telegram: TelegramDouble, make_bot: MakeBot, tmp_path: Path
) -> None:
    ada = telegram.person(31, "Ada", language_code="en")
    async with make_bot():
        await telegram.say(ada, "I want to talk to a human being please")
        await telegram.wait_for(ada, "iro.admission@beu.edu.az", timeout=PATIENCE)

    database = sqlite3.connect(tmp_path / "database" / "beledci.sqlite3")
    [(question,)] = database.execute("SELECT question FROM tickets").fetchall()
    database.close()
    assert question == "I want to talk to a human being please"


async def test_in_a_plain_group_a_reply_to_the_card_reaches_the_student(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    ada, chidi = telegram.person(31, "Ada", language_code="en"), telegram.person(21, "Chidi")
    staff = telegram.group(-1001, "Staff", staff=[chidi])
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        await telegram.say(ada, "I want to talk to a human being please")
        [card] = await telegram.wait_for(staff, "human being", timeout=PATIENCE)
        await telegram.staff_writes(staff, "unrelated talk")
        await telegram.staff_writes(staff, "I am human", reply_to=card)
        await telegram.wait_for(ada, "I am human", timeout=PATIENCE)
        await telegram.settled()

    assert not telegram.from_bot(ada, "unrelated talk")
    assert not telegram.audit(), telegram.audit()


async def test_a_group_that_moved_is_followed(telegram: TelegramDouble, make_bot: MakeBot) -> None:
    ada, chidi = telegram.person(31, "Ada", language_code="en"), telegram.person(21, "Chidi")
    old = telegram.group(-77, "Staff", kind="group", staff=[chidi])
    async with make_bot(STAFF_CHAT_ID=str(old.id)):
        await telegram.say(ada, "I want to talk to a human being please")
        await telegram.wait_for(old, "human being", timeout=PATIENCE)
        new = await telegram.migrate(old, -100777, by=chidi)
        await telegram.say(ada, "I want to talk to a human being, at last")
        [card] = await telegram.wait_for(new, "at last", timeout=PATIENCE)
        await telegram.staff_writes(new, "yes, here", reply_to=card)
        await telegram.wait_for(ada, "yes, here", timeout=PATIENCE)
        await telegram.settled()
