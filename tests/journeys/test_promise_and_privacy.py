"""A student hears by when a person answers, rates the help, and is forgotten everywhere."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.double import Chat, Person, TelegramDouble
from tests.double.shapes import Json
from tests.journeys.conftest import MakeBot
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]

ASK = "I want to talk to a human being please"


async def asked(telegram: TelegramDouble, staff: Chat, ada: Person) -> Json:
    await telegram.say(ada, ASK)
    [told] = await telegram.wait_for(ada, "A person will answer by", timeout=PATIENCE)
    assert "(Baku time)" in told["text"]
    [card] = await telegram.wait_for(staff, "Ada", timeout=PATIENCE)
    return card


async def test_from_a_promise_to_a_rating(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        card = await asked(telegram, staff, ada)
        await telegram.say(ada, "/status")
        await telegram.wait_for(ada, "Your place in the queue: 1", timeout=PATIENCE)

        await telegram.press(staff.staff[0], card, data="sx")
        [closed] = await telegram.wait_for(ada, "How was the help?", timeout=PATIENCE)
        await telegram.press(ada, closed, text="5")
        [rated] = await telegram.wait_for(ada, "You gave 5 of 5", timeout=PATIENCE)
        await telegram.press(ada, closed, data="r:1:1")  # late, and without effect
        await telegram.press(ada, rated, text="Add a word")
        await telegram.wait_for(ada, "Write it now", timeout=PATIENCE)
        await telegram.say(ada, "they were so kind")

        await telegram.wait_for(staff, "they were so kind", timeout=PATIENCE)
        await telegram.settled()
    assert not telegram.audit(), telegram.audit()


async def test_everything_about_somebody_is_shown_and_then_deleted_in_every_copy(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person, tmp_path: Path
) -> None:
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        card = await asked(telegram, staff, ada)
        thread = card["message_thread_id"]
        await telegram.photo(ada, "my passport")
        await telegram.wait_for(staff, "my passport", thread=thread, timeout=PATIENCE)

        await telegram.say(ada, "/mydata")
        page, data = await _documents(telegram, ada)
        assert ASK in page
        assert json.loads(data)["people"][0]["name"] == "Ada"

        await telegram.say(ada, "/forget")
        [sure] = await telegram.wait_for(ada, "This can't be undone", timeout=PATIENCE)
        await telegram.press(ada, sure, text="Delete everything")
        [receipt] = await telegram.wait_for(ada, "Deleted.", timeout=PATIENCE)

        assert "topics with all that was in them: 1" in receipt["text"]
        assert "Not deleted" not in receipt["text"]
        assert thread not in staff.topics
        assert not [m for m in telegram.messages(staff) if "Ada" in str(m)]
        await telegram.settled()
    assert not telegram.audit(), telegram.audit()
    assert "Ada" not in _dump(tmp_path)
    assert ASK not in _dump(tmp_path)


async def test_one_answer_goes_to_all_who_asked_the_same_in_their_languages(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    boris = telegram.person(32, "Boris", language_code="ru")
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        for person, words, button, passed in (
            (ada, "How do I extend my residence permit?", "Ask a person", "passed this on"),
            (boris, "Как продлить вид на жительство?", None, "передано"),
        ):
            await telegram.say(person, words)
            [answer] = await telegram.wait_for(person, timeout=PATIENCE)
            await telegram.press(person, answer, text=button, data=None if button else "p")
            await telegram.wait_for(person, passed, timeout=PATIENCE)
        [card] = await telegram.wait_for(staff, "Ada", timeout=PATIENCE)
        await telegram.wait_for(staff, "Boris", timeout=PATIENCE)

        thread = card["message_thread_id"]
        await telegram.staff_writes(staff, "/same", thread=thread)
        [listed] = await telegram.wait_for(staff, "✖", thread=thread, timeout=PATIENCE)
        chidi = staff.staff[0]
        await telegram.press(chidi, listed, data="ge:1:0")
        await telegram.world.changes.until(lambda: "gy:1" in _buttons(staff, listed), PATIENCE)
        await telegram.press(chidi, listed, data="gy:1")

        [to_ada] = await telegram.wait_for(ada, "Reply from the office", timeout=PATIENCE)
        [to_boris] = await telegram.wait_for(boris, "Ответ отдела", timeout=PATIENCE)
        assert "30" in to_ada["text"]
        assert "30" in to_boris["text"]
        await telegram.settled()
    assert not telegram.audit(), telegram.audit()


def _buttons(chat: Chat, message: Json) -> str:
    return str(chat.messages[message["message_id"]].get("reply_markup"))


async def _documents(telegram: TelegramDouble, person: Person) -> list[str]:
    def found() -> list[Json]:
        return [m for m in telegram.from_bot(person) if "document" in m]

    assert await telegram.world.changes.until(lambda: len(found()) == 2, PATIENCE)
    files = [telegram.world.files[m["document"]["file_id"]][1] for m in found()]
    return [file.data.decode() for file in files]


def _dump(home: Path) -> str:
    with sqlite3.connect(home / "database" / "beledci.sqlite3") as database:
        return "\n".join(database.iterdump())
