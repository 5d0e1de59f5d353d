"""What the sender does when something goes wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from actions.domain.decision import Reason
from actions.domain.delivery import Call, Delivery, Priority
from actions.domain.ticket import Ticket
from actions.errors import (
    ChatMoved,
    DeliveryPostponed,
    DeliveryRefused,
    StorageUnusable,
)
from actions.ports import Work
from bot.telegram.sender import Sender
from tests.telegram.post import Post
from tests.telegram.sample import office
from tests.virtual_time import NOON, clock

ADA, BO, GROUP = 11, 12, -1001


async def test_patience_that_telegram_asks_for_is_kept_and_the_order_too() -> None:
    post = Post()
    post.gateway.errors["first"] = [DeliveryPostponed("too many", retry_after=40)]

    async with post.open():
        await post.write(ADA, "first", "second")
        await post.write(BO, "hello")
        await asyncio.sleep(60)

    assert post.gateway.words_to(BO) == ["hello"]
    assert post.gateway.words_to(ADA) == ["first", "second"]
    assert post.gateway.moments(ADA)[0] >= NOON + timedelta(seconds=40)


async def test_without_a_connection_it_tries_again_until_there_is_one() -> None:
    post = Post()
    post.gateway.errors["hello"] = [DeliveryPostponed("no connection") for _ in range(6)]

    async with post.open():
        await post.write(ADA, "hello")
        await asyncio.sleep(600)

    assert post.gateway.words_to(ADA) == ["hello"]
    assert await post.states() == {"sent": 1}


async def test_what_is_refused_is_failed_visibly_and_holds_nothing_up() -> None:
    post = Post()
    post.gateway.errors["wrong"] = [DeliveryRefused("can't parse entities")]

    async with post.open():
        await post.write(ADA, "wrong", "right")
        await asyncio.sleep(5)

    assert post.gateway.words_to(ADA) == ["right"]
    assert await post.states() == {"failed": 1, "sent": 1}


async def test_an_error_that_nobody_foresaw_holds_no_other_chat_up() -> None:
    post = Post()
    post.gateway.errors["odd"] = [TypeError("an argument that no longer exists")] * 3

    async with post.open():
        await post.write(ADA, "odd", "next")
        await post.write(BO, "hello", "again")
        await asyncio.sleep(30)

    assert post.gateway.words_to(BO) == ["hello", "again"]
    assert post.gateway.words_to(ADA) == ["odd", "next"]


async def test_a_group_that_moved_gets_everything_at_its_new_place() -> None:
    post = Post()
    post.gateway.errors["first"] = [ChatMoved(-100999)]

    async with post.open():
        await post.write(GROUP, "first", "second")
        await asyncio.sleep(10)

    assert post.gateway.words_to(-100999) == ["first", "second"]


@pytest.mark.parametrize("trouble", [StorageUnusable("database is locked"), KeyError("a bug")])
async def test_a_round_that_fails_is_not_the_last_one(trouble: Exception) -> None:
    post = Post()
    working, loop = post.workroom, asyncio.get_running_loop()

    @asynccontextmanager
    async def sometimes() -> AsyncIterator[Work]:
        if 1 < loop.time() < 60:
            raise trouble
        async with working() as work:
            yield work

    delivering = office().delivering(sometimes, post.gateway, clock)
    post.sender = Sender(sometimes, delivering, clock)
    task = asyncio.create_task(post.sender.run())
    await asyncio.sleep(2)
    await post.write(ADA, "after the storm")
    await asyncio.sleep(70)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert post.gateway.words_to(ADA) == ["after the storm"]


async def test_who_is_told_of_news_and_to_stop_in_the_same_moment_stops() -> None:
    post = Post()
    working = asyncio.create_task(post.sender.run())
    await asyncio.sleep(1)  # it waits for news

    post.sender.wake()
    await asyncio.sleep(0)  # the news are there, and it has not yet seen them
    working.cancel()

    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(60):
            await working


async def on_tickets(post: Post, *words: tuple[int, str]) -> None:
    """Messages of tickets, by number, go to the group."""
    async with post.workroom() as work:
        for number, said in words:
            while len(work.tickets.stored) < number:  # type: ignore[attr-defined]
                fresh = Ticket(
                    0, ADA, "office", "?", "en", Reason.UNSURE, NOON, NOON, chat_id=GROUP
                )
                await work.tickets.add(fresh)
            call = Call("send_message", {"text": said})
            card = Delivery(GROUP, call, f"test:{said}", clock(), priority=Priority.STAFF)
            await work.deliveries.add(replace(card, ticket_id=number))
    post.sender.wake()


async def test_a_card_that_can_t_be_delivered_holds_back_no_other_ticket() -> None:
    post = Post()
    post.gateway.errors["card 1"] = [DeliveryPostponed("502") for _ in range(7)]

    async with post.open():
        await on_tickets(post, (1, "card 1"), (2, "card 2"), (1, "more of 1"), (3, "card 3"))
        await asyncio.sleep(30)
        meanwhile = post.gateway.words_to(GROUP)
        await asyncio.sleep(200)

    assert meanwhile == ["card 2", "card 3"]
    assert post.gateway.words_to(GROUP)[2:] == ["card 1", "more of 1"]


async def test_patience_with_a_group_is_kept_by_all_of_its_tickets_also_by_new_ones() -> None:
    post = Post()
    post.gateway.errors["card 1"] = [DeliveryPostponed("too many", retry_after=40)]

    async with post.open():
        await on_tickets(post, (1, "card 1"), (2, "card 2"))
        await asyncio.sleep(5)
        await on_tickets(post, (3, "card 3"))
        await asyncio.sleep(90)

    assert post.gateway.words_to(GROUP) == ["card 1", "card 2", "card 3"]
    assert post.gateway.moments(GROUP)[0] >= NOON + timedelta(seconds=40)


async def test_patience_outlives_a_restart() -> None:
    post = Post()
    post.gateway.errors["card 1"] = [DeliveryPostponed("too many", retry_after=40)]
    async with post.open():
        await on_tickets(post, (1, "card 1"), (2, "card 2"))
        await asyncio.sleep(5)
    async with post.open():
        await asyncio.sleep(60)

    assert post.gateway.words_to(GROUP) == ["card 1", "card 2"]
    assert post.gateway.moments(GROUP)[0] >= NOON + timedelta(seconds=40)
