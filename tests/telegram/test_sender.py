"""The one loop that sends: in order, no faster than allowed, nothing twice."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from actions.domain.delivery import Call, Delivery, Priority
from bot.telegram.sender import AT_ONCE
from tests.telegram.post import FakeGateway, Post
from tests.virtual_time import clock

ADA, BO, GROUP = 11, 12, -1001


async def test_one_chat_gets_its_messages_in_order_a_second_apart() -> None:
    post = Post()
    words = [str(number) for number in range(8)]

    async with post.open():
        await post.write(ADA, *words)
        await asyncio.sleep(12)

    assert post.gateway.words_to(ADA) == words
    assert _closest(post.gateway.moments(ADA)) >= timedelta(seconds=1)


async def test_a_slow_chat_holds_nobody_else_up() -> None:
    post = Post()

    async with post.open():
        await post.write(ADA, *"abcdefgh")
        await post.write(BO, "hello")
        await asyncio.sleep(0.5)

    assert post.gateway.words_to(BO) == ["hello"]


async def test_many_chats_together_stay_under_thirty_a_second() -> None:
    post = Post()

    async with post.open():
        for person in range(1, 91):
            await post.write(person, "an announcement")
        await asyncio.sleep(10)

    moments = post.gateway.moments()
    assert len(moments) == 90
    assert _most_within(moments, timedelta(seconds=1)) <= 30
    assert moments[-1] - moments[0] < timedelta(seconds=5)


async def test_a_group_gets_no_more_than_twenty_a_minute() -> None:
    post = Post()

    async with post.open():
        await post.write(GROUP, *map(str, range(45)), priority=Priority.STAFF)
        await asyncio.sleep(200)

    moments = post.gateway.moments(GROUP)
    assert len(moments) == 45
    assert _most_within(moments, timedelta(minutes=1)) <= 20


async def test_no_more_calls_are_on_the_wire_than_the_wire_is_made_for() -> None:
    post = Post(FakeGateway(seconds=20))

    async with post.open():
        for person in range(1, 41):
            await post.write(person, "hello")
        await asyncio.sleep(100)

    assert post.gateway.most_at_once == AT_ONCE
    assert len(post.gateway.sent) == 40


async def test_a_tap_is_answered_past_everything_that_waits_in_its_chat() -> None:
    post = Post()

    async with post.open():
        await post.write(ADA, "first", "second", "third")
        await asyncio.sleep(0.3)
        await post.write(ADA, "tap", priority=Priority.BUTTON)
        await asyncio.sleep(0.3)

        assert post.gateway.words_to(ADA) == ["first", "tap"]

        await asyncio.sleep(5)
    assert post.gateway.words_to(ADA) == ["first", "tap", "second", "third"]


async def test_a_tap_is_answered_even_while_a_message_is_on_the_wire() -> None:
    post = Post(FakeGateway(seconds=5))

    async with post.open():
        await post.write(ADA, "a long one")
        await asyncio.sleep(1)
        await post.write(ADA, "tap", priority=Priority.BUTTON)
        await asyncio.sleep(4.9)

    assert post.gateway.on_the_wire.total() == 0
    assert post.gateway.words_to(ADA) == ["a long one", "tap"]
    first, second = post.gateway.moments(ADA)
    assert second - first < timedelta(seconds=1.1)


async def test_the_limits_outlive_a_restart() -> None:
    post = Post()
    async with post.open():
        await post.write(GROUP, *map(str, range(18)))
        await asyncio.sleep(25)
    assert len(post.gateway.sent) == 18

    async with post.open():
        await post.write(GROUP, *map(str, range(18, 36)))
        await asyncio.sleep(80)

    assert len(post.gateway.sent) == 36
    assert _most_within(post.gateway.moments(GROUP), timedelta(minutes=1)) <= 20


async def test_what_was_written_while_nobody_sent_is_sent_at_the_start() -> None:
    post = Post()
    await post.write(ADA, "good morning")

    async with post.open():
        await asyncio.sleep(1)

    assert post.gateway.words_to(ADA) == ["good morning"]


async def test_a_call_that_is_on_the_wire_is_finished_before_the_end() -> None:
    post = Post(FakeGateway(seconds=3))

    async with post.open():
        await post.write(ADA, "hello", "not begun")
        await asyncio.sleep(1)

    assert await post.states() == {"sent": 1, "due": 1}


async def test_what_nobody_told_the_sender_of_is_found_all_the_same() -> None:
    post = Post()

    async with post.open():
        await asyncio.sleep(1)
        async with post.workroom() as work:
            call = Call("send_message", {"text": "found"})
            await work.deliveries.add(Delivery(ADA, call, "elsewhere:1", clock()))
        await asyncio.sleep(10)

    assert post.gateway.words_to(ADA) == ["found"]


@pytest.mark.parametrize("chats", [1, 5])
async def test_nothing_is_sent_twice(chats: int) -> None:
    post = Post()
    expected = Counter((chat, str(n)) for chat in range(1, chats + 1) for n in range(10))

    async with post.open():
        for chat, words in expected:
            await post.write(chat, words)
            await asyncio.sleep(0.03)
        await asyncio.sleep(30)

    assert Counter((chat, words) for _, chat, words in post.gateway.sent) == expected


def _closest(moments: list[datetime]) -> timedelta:
    return min(later - earlier for earlier, later in pairwise(moments))


def _most_within(moments: list[datetime], span: timedelta) -> int:
    return max(sum(start <= each < start + span for each in moments) for start in moments)
