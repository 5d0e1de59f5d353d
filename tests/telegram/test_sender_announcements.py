"""However many get an announcement, whoever talks with us does not wait for it."""

import asyncio
from datetime import timedelta

from actions.domain.delivery import Priority
from bot.telegram.sender import ANNOUNCED_AT_ONCE
from tests.telegram.post import FakeGateway, Post
from tests.virtual_time import clock

ADA = 11
MANY = range(1000, 1300)


async def test_an_answer_leaves_at_once_beside_an_announcement() -> None:
    post = Post()

    async with post.open():
        for person in MANY:
            await post.write(person, "news", priority=Priority.ANNOUNCEMENT)
        await asyncio.sleep(5)
        asked = clock()
        await post.write(ADA, "answer")
        await asyncio.sleep(1)

    [answered] = post.gateway.moments(ADA)
    assert answered - asked < timedelta(seconds=0.2)
    assert len(post.gateway.moments()) < len(MANY)


async def test_a_slow_telegram_keeps_lines_free_for_answers() -> None:
    post = Post(FakeGateway(seconds=20))

    async with post.open():
        for person in MANY:
            await post.write(person, "news", priority=Priority.ANNOUNCEMENT)
        await asyncio.sleep(5)
        assert post.gateway.most_at_once == ANNOUNCED_AT_ONCE
        await post.write(ADA, "answer")
        await asyncio.sleep(21)

    assert post.gateway.words_to(ADA) == ["answer"]


async def test_in_ones_own_chat_an_answer_goes_before_the_announcement() -> None:
    post = Post()

    async with post.open():
        await post.write(ADA, "first")
        await asyncio.sleep(0.1)
        await post.write(ADA, "news", priority=Priority.ANNOUNCEMENT)
        await post.write(ADA, "second")
        await asyncio.sleep(5)

    assert post.gateway.words_to(ADA) == ["first", "second", "news"]
