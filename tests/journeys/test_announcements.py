"""What staff announce reaches each subscriber once, through a kill, and talk goes on meanwhile."""

import asyncio

import pytest

from bot.telegram.sender import ANNOUNCED_AT_ONCE
from tests.double import Chat, Person, TelegramDouble
from tests.double.shapes import Json
from tests.journeys.conftest import MakeBot
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]

SUBSCRIBERS, BLOCKED = 60, 3  # 5 %, blocked while it is on its way
TEXT = "Career day on Friday"


async def begun(telegram: TelegramDouble, staff: Chat, chidi: Person) -> Json:
    """A draft on events; its message."""
    await telegram.staff_writes(staff, "/announce")
    [board] = await telegram.wait_for(staff, "📢", timeout=PATIENCE)
    await telegram.press(chidi, board, data="an:1:topics")
    assert await telegram.world.changes.until(
        lambda: "an:1:t:events" in str(staff.messages[board["message_id"]]), PATIENCE
    )
    await telegram.press(chidi, board, data="an:1:t:events")
    await telegram.settled()
    return board


async def announced(telegram: TelegramDouble, staff: Chat, chidi: Person) -> None:
    """From the command to the confirmation."""
    board = await begun(telegram, staff, chidi)
    await telegram.press(chidi, board, data="an:1:main")
    assert await telegram.world.changes.until(
        lambda: "an:1:ask:en" in str(staff.messages[board["message_id"]]), PATIENCE
    )
    await telegram.press(chidi, board, data="an:1:ask:en")
    [question] = await telegram.wait_for(staff, "✏️", timeout=PATIENCE)
    await telegram.staff_writes(staff, TEXT, reply_to=question)
    anew = await telegram.wait_for(staff, "📢", count=2, timeout=PATIENCE)
    await telegram.press(chidi, anew[-1], data="an:1:preview")
    await telegram.wait_for(staff, TEXT, timeout=PATIENCE)
    sure = await telegram.wait_for(staff, "📢", count=4, timeout=PATIENCE)
    await telegram.press(chidi, sure[-1], data="an:1:send")


async def test_each_subscriber_has_it_once_although_the_process_was_killed(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, chidi: Person
) -> None:
    people = [telegram.person(100 + n, f"S{n}", language_code="en") for n in range(SUBSCRIBERS)]
    ada = telegram.person(31, "Ada", language_code="en")
    blocked = people[-BLOCKED:]
    async with make_bot(STAFF_CHAT_ID=str(staff.id), TELEGRAM_FLOOD_LIMITS="on") as bot:
        for person in people:
            await telegram.say(person, "/subscriptions")
        for person in people:
            [menu] = await telegram.wait_for(person, timeout=PATIENCE)
            await telegram.press(person, menu, data="v:events")
        await telegram.settled(PATIENCE)
        await announced(telegram, staff, chidi)
        assert await telegram.world.changes.until(lambda: _have_it(telegram, people) > 2, PATIENCE)
        for person in blocked:
            await telegram.block(person)
        assert await telegram.world.changes.until(lambda: _have_it(telegram, people) > 15, PATIENCE)
        await bot.kill()
        before = _have_it(telegram, people)
        await bot.start()
        await telegram.say(ada, "/help")
        await telegram.wait_for(ada, timeout=PATIENCE)
        is_early = _have_it(telegram, people) < SUBSCRIBERS - BLOCKED
        [over] = await telegram.wait_for(staff, "Elan 1 göndərildi.", timeout=PATIENCE)
        await telegram.settled(PATIENCE)

    copies = {p.id: len(telegram.from_bot(p, TEXT)) for p in people}
    reachable = [copies[p.id] for p in people if p not in blocked]
    assert before < len(reachable), "it was killed too late to prove anything"
    assert is_early, "the answer waited for the announcement"
    numbers = f"cəmi {SUBSCRIBERS}: göndərildi {SUBSCRIBERS - BLOCKED}, əlçatmaz {BLOCKED}"
    assert numbers in over["text"]
    assert min(reachable) == 1
    assert sum(reachable) - len(reachable) <= ANNOUNCED_AT_ONCE
    assert not any(copies[p.id] for p in blocked)
    assert not telegram.audit().violations


def _have_it(telegram: TelegramDouble, people: list[Person]) -> int:
    return sum(bool(telegram.from_bot(person, TEXT)) for person in people)


async def test_the_sites_news_become_a_draft_that_nobody_gets_by_itself(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, chidi: Person
) -> None:
    feed = (
        '<rss version="2.0"><channel><title>Site</title><item><guid>n1</guid>'
        "<title>Open doors</title><description>Come in.</description></item></channel></rss>"
    )
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
        body = feed.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/rss"
    async with server, make_bot(STAFF_CHAT_ID=str(staff.id), NEWS_FEED_URL=address):
        [draft] = await telegram.wait_for(staff, "📢", timeout=PATIENCE)
        await telegram.press(chidi, draft, data="an:1:preview")
        await telegram.wait_for(staff, "Open doors", timeout=PATIENCE)
        await telegram.settled()

    assert len(asked) == 1
    assert not telegram.audit(), telegram.audit()
