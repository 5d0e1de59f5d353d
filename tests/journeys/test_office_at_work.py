"""A day at the office: claims, notes, albums, corrections, desks, and people who may do nothing."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.double import Chat, TelegramDouble
from tests.double.shapes import Json
from tests.journeys.conftest import MakeBot
from tests.journeys.ledger import not_sent
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]


class Desk:
    """One ticket, and everybody around it."""

    def __init__(self, telegram: TelegramDouble) -> None:
        self.telegram = telegram
        self.ada = telegram.person(31, "Ada", language_code="en")
        self.chidi, self.dana = telegram.person(21, "Chidi"), telegram.person(22, "Dana")
        self.eve = telegram.person(66, "Eve", language_code="en")
        self.staff = telegram.group(-1001, "Staff", is_forum=True, staff=[self.chidi, self.dana])
        self.card: Json = {}

    async def ask(self) -> None:
        """Ada asks for a person; her card is there."""
        await self.telegram.say(self.ada, "I want to talk to a human being please")
        [self.card] = await self.telegram.wait_for(self.staff, "Ada", timeout=PATIENCE)
        await self.telegram.wait_for(self.ada, "passed this on", timeout=PATIENCE)

    @property
    def thread(self) -> int:
        """The forum topic of her ticket."""
        return int(self.card["message_thread_id"])

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for something that is no new message."""
        assert await self.telegram.world.changes.until(condition, PATIENCE), what

    def reaction(self, message: Json, chat: Chat | None = None) -> str:
        """The sign on a message."""
        signs = (chat or self.staff).reactions.get(message["message_id"], [])
        return signs[0]["emoji"] if signs else ""

    def shown(self) -> str:
        """What the card says now."""
        return str(self.staff.messages[self.card["message_id"]]["text"])


async def test_a_ticket_from_claim_to_close(telegram: TelegramDouble, make_bot: MakeBot) -> None:
    desk = Desk(telegram)
    async with make_bot(STAFF_CHAT_ID=str(desk.staff.id)):
        await desk.ask()

        taps = [
            await telegram.press(who, desk.card, data="sc")
            for who in (desk.chidi, desk.dana, desk.eve)
        ]
        await desk.until(lambda: all(tap.answers for tap in taps), "three answers")
        toasts = [str(tap.answers[0].get("text")) for tap in taps]
        assert toasts[1].endswith("Chidi məşğuldur.")
        assert "yalnız bu qrupun işçiləri" in toasts[2]
        await desk.until(lambda: "Chidi" in desk.shown(), "the card names who has it")
        topic = desk.staff.topics[desk.thread]
        await desk.until(lambda: topic.name.startswith("🟡"), "the topic shows it")

        await telegram.press(desk.dana, desk.card, data="sx")
        await telegram.wait_for(desk.ada, "has closed your question", timeout=PATIENCE)
        await desk.until(lambda: topic.closed, "the topic is closed")
        await telegram.say(desk.ada, "no, wait, one more thing please")
        await telegram.wait_for(desk.staff, "one more thing", timeout=PATIENCE)
        await desk.until(lambda: not topic.closed, "the topic is open again")
        await telegram.settled()

    assert desk.card["message_id"] in desk.staff.pinned
    assert not telegram.audit(), telegram.audit()


async def test_letters_go_back_and_forth(telegram: TelegramDouble, make_bot: MakeBot) -> None:
    desk = Desk(telegram)
    async with make_bot(STAFF_CHAT_ID=str(desk.staff.id)):
        await desk.ask()
        reply = await telegram.staff_writes(desk.staff, "Until May.", thread=desk.thread)
        await telegram.wait_for(desk.ada, "Until May.", timeout=PATIENCE)
        await desk.until(lambda: desk.reaction(reply) == "👌", "delivered")
        await telegram.edit(desk.chidi, reply, "Until June.")
        [shown] = await telegram.wait_for(desk.ada, "Until June.", timeout=PATIENCE)

        await telegram.say(desk.ada, "June?", reply_to=shown)
        second = await telegram.say(desk.ada, "really?")
        [post] = await telegram.wait_for(desk.staff, "really?", timeout=PATIENCE)
        await telegram.edit(desk.ada, second, "truly?")
        [post] = await telegram.wait_for(desk.staff, "truly?", timeout=PATIENCE)
        [question] = telegram.from_bot(desk.staff, "June?")
        assert question["reply_to_message"]["message_id"] == reply["message_id"]

        await telegram.staff_writes(
            desk.staff, "Truly.", thread=desk.thread, reply_to=post, quote="truly?"
        )
        [answer] = await telegram.wait_for(desk.ada, "Truly.", timeout=PATIENCE)
        assert answer["reply_to_message"]["message_id"] == second["message_id"]
        parts = [
            await telegram.photo(
                desk.dana, f"map {n}", chat=desk.staff, thread=desk.thread, album="7"
            )
            for n in range(3)
        ]
        album = await telegram.wait_for(desk.ada, "map", count=3, timeout=PATIENCE)
        assert len({part["media_group_id"] for part in album}) == 1
        await desk.until(lambda: {desk.reaction(part) for part in parts} == {"👌"}, "delivered")
        await telegram.settled()

    assert not telegram.audit(), telegram.audit()


async def test_an_expired_claim_is_free_again_also_after_a_restart(
    telegram: TelegramDouble, make_bot: MakeBot
) -> None:
    desk = Desk(telegram)
    async with make_bot(STAFF_CHAT_ID=str(desk.staff.id)) as bot:
        await desk.ask()
        await telegram.press(desk.chidi, desk.card, data="sc")
        await desk.until(lambda: "Chidi" in desk.shown(), "claimed")
        assert not await not_sent(telegram, bot.home)  # else what is on the wire may come twice
        await bot.kill()
        _put_back_by_hours(bot.home, 3)
        await bot.start()
        await desk.until(lambda: "Chidi" not in desk.shown(), "free again")
        await telegram.press(desk.dana, desk.card, data="sc")
        await desk.until(lambda: "Dana" in desk.shown(), "claimed by another")
        await telegram.settled()

    assert not telegram.audit(), telegram.audit()


async def test_a_canned_reply_and_the_queue(telegram: TelegramDouble, make_bot: MakeBot) -> None:
    desk = Desk(telegram)
    async with make_bot(STAFF_CHAT_ID=str(desk.staff.id)):
        await desk.ask()
        await telegram.staff_writes(desk.staff, "/queue", thread=desk.thread)
        await telegram.wait_for(desk.staff, "Gözləyən: 1", timeout=PATIENCE)
        await telegram.staff_writes(desk.staff, "/c by-email", thread=desk.thread)
        [preview] = await telegram.wait_for(desk.staff, "Hello Ada!", timeout=PATIENCE)
        assert not telegram.from_bot(desk.ada, "Hello Ada!")
        await telegram.press(desk.chidi, preview, data="sk:by-email")
        [canned] = await telegram.wait_for(desk.ada, "Hello Ada!", timeout=PATIENCE)
        assert re.search(r"no\. 1\b", canned["text"])
        await telegram.settled()

    assert not telegram.audit(), telegram.audit()


def _put_back_by_hours(home: Path, hours: int) -> None:
    """The claim was made earlier."""
    database = sqlite3.connect(home / "database" / "beledci.sqlite3")
    earlier = f"-{hours} hours"
    database.execute("UPDATE tickets SET claimed_until = datetime(claimed_until, ?)", [earlier])
    database.commit()
    database.close()
