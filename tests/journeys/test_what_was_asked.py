"""What was missing reaches the office, and the office hears once a week what people asked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actions.content.loader import load_knowledge
from actions.domain.exchange import Exchange, Outcome
from actions.domain.week import telling_at
from bot.config import PROJECT
from bot.public_holidays import office_hours
from bot.storage.database import open_database
from tests.double import Chat, Person, TelegramDouble
from tests.double.shapes import Json
from tests.journeys.conftest import MakeBot
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]


async def test_from_a_thumb_down_to_words_and_from_the_second_to_a_person(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, ada: Person
) -> None:
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        await telegram.say(ada, "How do I extend my residence permit?")
        [answer] = await telegram.wait_for(ada, "30 days before", timeout=PATIENCE)
        await telegram.press(ada, answer, text="👎")
        [asked] = await telegram.wait_for(ada, "What was missing?", timeout=PATIENCE)
        await telegram.press(ada, asked, text="It is out of date")
        await telegram.press(ada, asked, text="✏️ I'll write it")
        await telegram.wait_for(ada, "Write in one message", timeout=PATIENCE)
        await telegram.say(ada, "the form has moved")
        await telegram.wait_for(staff, "the form has moved", timeout=PATIENCE)

        await telegram.say(ada, "How can I extend my residence permit?")
        both = await telegram.wait_for(ada, "30 days before", count=2, timeout=PATIENCE)
        await telegram.press(ada, both[-1], text="👎")
        await telegram.wait_for(staff, "Ada", timeout=PATIENCE)
        await telegram.settled()
    assert not telegram.audit(), telegram.audit()


async def test_the_week_is_told_with_a_picture(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    kb, _ = load_knowledge(PROJECT / "knowledge")
    telling = telling_at(now, office_hours(kb.registry.hours))
    if telling is None or now < telling.due:
        pytest.skip("the office has not opened this week yet")
    await _remember(tmp_path, telling.since + timedelta(days=1))
    async with make_bot(STAFF_CHAT_ID=str(staff.id)):
        assert await telegram.world.changes.until(lambda: bool(_photos(telegram, staff)), PATIENCE)
        await telegram.wait_for(staff, "1 · ", timeout=PATIENCE)

    [photo] = _photos(telegram, staff)
    assert "🟩 1" in photo["caption"]
    assert not telegram.audit(), telegram.audit()


def _photos(telegram: TelegramDouble, staff: Chat) -> list[Json]:
    return [message for message in telegram.from_bot(staff) if "photo" in message]


async def _remember(home: Path, at: datetime) -> None:
    """Somebody asked, before the bot was started."""
    folder = home / "database"
    folder.mkdir(parents=True)
    database = await open_database(f"sqlite:///{folder / 'beledci.sqlite3'}")
    async with database.workroom() as work:
        await work.records.add(Exchange(31, at, "en", Outcome.ANSWERED, ("life/library",)))
    await database.close()
