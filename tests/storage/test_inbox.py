"""Updates are kept once, in order, until they are processed or given up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.ports import InboxItem, Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, BO, undone, update
from tests.storage.strategies import PROPERTY, bodies, ids, moments


async def test_an_update_is_kept_once(workroom: Workroom) -> None:
    async with workroom() as work:
        first = await work.inbox.put(update(1))
        again = await work.inbox.put(update(1, chat_id=BO))

    assert (first, again) == (True, False)
    async with workroom() as work:
        assert await work.inbox.waiting() == [update(1)]


async def test_updates_wait_in_the_order_of_their_numbers(workroom: Workroom) -> None:
    async with workroom() as work:
        for number in (5, 3, 11, 4):
            await work.inbox.put(update(number))

        assert await work.inbox.waiting() == [update(3), update(4), update(5), update(11)]


async def test_what_is_done_waits_no_longer_and_is_not_taken_again(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.inbox.put(update(1))
        await work.inbox.put(update(2))
        await work.inbox.done(1)

    async with workroom() as work:
        assert await work.inbox.waiting() == [update(2)]
        assert await work.inbox.failed() == []
        assert await work.inbox.put(update(1)) is False


async def test_stumbling_is_counted(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.inbox.put(update(1))
        await work.inbox.put(update(2))
        counts = [await work.inbox.stumbled(1, "boom"), await work.inbox.stumbled(1, "boom")]
        attempts = [item.attempts for item in await work.inbox.waiting()]

    assert (counts, attempts) == ([1, 2], [2, 0])


async def test_what_is_given_up_is_kept_apart_with_what_it_said(workroom: Workroom) -> None:
    async with workroom() as work:
        for number in (2, 1, 3):
            await work.inbox.put(update(number))
        await work.inbox.give_up(2, "boom")
        await work.inbox.give_up(1, "boom")

        assert await work.inbox.waiting() == [update(3)]
        assert await work.inbox.failed() == [update(1), update(2)]


async def test_what_was_given_up_can_still_be_done(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.inbox.put(update(1))
        await work.inbox.give_up(1, "boom")
        await work.inbox.done(1)

        assert await work.inbox.failed() == []


async def test_an_update_that_never_came_cannot_be_done(workroom: Workroom) -> None:
    with pytest.raises(LookupError):
        async with workroom() as work:
            await work.inbox.done(1)


@PROPERTY
@given(st.builds(InboxItem, ids, ids, bodies, moments, st.integers(0, 9)))
async def test_any_update_comes_back_as_it_was(database: Database, item: InboxItem) -> None:
    async with undone(database.workroom) as work:
        await work.inbox.put(item)

        assert await work.inbox.waiting() == [item]


async def test_an_update_may_hold_what_no_text_can(workroom: Workroom) -> None:
    item = InboxItem(1, ADA, {"half an emoji": "\ud83d", "nothing": "\0"}, update(1).received_at)
    async with workroom() as work:
        await work.inbox.put(item)

        assert await work.inbox.waiting() == [item]
