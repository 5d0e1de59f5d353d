"""Old words are deleted wherever they are kept; the facts around them stay."""

from dataclasses import replace

from actions.domain.delivery import DeliveryState
from actions.ports import InboxItem, Work, Workroom
from tests.storage.builders import (
    ADA,
    BO,
    NOW,
    SECOND,
    delivery,
    letter,
    ticket,
    turn,
    update,
)

OLD = NOW - SECOND


def old_update(number: int) -> InboxItem:
    return replace(update(number), received_at=OLD)


async def test_old_lines_are_deleted_and_counted(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.turns.add(turn("old", said_at=OLD))
        await work.turns.add(turn("old", BO, said_at=OLD))
        await work.turns.add(turn("new"))
        forgotten = [await work.forget_before(NOW), await work.forget_before(NOW)]

    async with workroom() as work:
        assert forgotten == [2, 0]
        assert await work.turns.last(ADA, 9) == [turn("new")]
        assert await work.turns.last(BO, 9) == []


async def test_an_old_update_is_emptied_once_it_is_over_and_still_not_taken_again(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        for item in (old_update(1), old_update(2), update(3)):
            await work.inbox.put(item)
        await work.inbox.give_up(2, "boom")
        await work.inbox.give_up(3, "boom")
        forgotten = [await work.forget_before(NOW), await work.forget_before(NOW)]

        assert forgotten == [1, 0]
        assert await work.inbox.waiting() == [old_update(1)]
        assert await work.inbox.failed() == [replace(old_update(2), body={}), update(3)]
        assert await work.inbox.put(update(2)) is False


async def test_an_update_is_emptied_as_soon_as_it_is_done(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.inbox.put(old_update(1))
        await work.inbox.done(1)

        assert await work.forget_before(NOW) == 0  # nothing is left to be forgotten


async def test_an_old_delivery_is_emptied_once_it_is_over_and_still_not_made_again(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        for cause, created_at in (("sent", OLD), ("failed", OLD), ("due", OLD), ("new", NOW)):
            await work.deliveries.add(replace(delivery(cause), created_at=created_at))
        await _settle(work)
        forgotten = [await work.forget_before(NOW), await work.forget_before(NOW)]

        stored = [await work.deliveries.get(number) for number in (1, 2, 3, 4)]
        assert forgotten == [2, 0]
        assert [bool(one.call.params) for one in stored if one] == [False, False, True, True]
        assert await work.deliveries.by_message(ADA, 100) == stored[0]
        assert await work.deliveries.add(delivery("sent")) is False


async def _settle(work: Work) -> None:
    await work.deliveries.sent(1, NOW, 100)
    await work.deliveries.failed(2, "gone")
    await work.deliveries.sent(4, NOW, 101)
    assert await work.deliveries.count() == {
        DeliveryState.DUE: 1,
        DeliveryState.SENT: 2,
        DeliveryState.REFUSED: 0,
        DeliveryState.FAILED: 1,
    }


async def test_an_old_ticket_loses_its_question_and_nothing_else(workroom: Workroom) -> None:
    async with workroom() as work:
        old = await work.tickets.add(ticket(opened_at=OLD, changed_at=OLD))
        touched = await work.tickets.add(ticket(opened_at=OLD))
        forgotten = [await work.forget_before(NOW), await work.forget_before(NOW)]

        assert forgotten == [1, 0]
        assert await work.tickets.get(old.id) == replace(old, question="")
        assert await work.tickets.get(touched.id) == touched


async def test_an_old_letter_loses_its_words_once_it_went_on(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = (await work.tickets.add(ticket())).id
        old = await work.letters.add(letter(ours, written_at=OLD, quote="cat"))
        waiting = await work.letters.add(letter(ours, written_at=OLD, post_at=NOW))
        new = await work.letters.add(letter(ours))
        forgotten = [await work.forget_before(NOW), await work.forget_before(NOW)]

        empty = replace(old.written, text="", html="", quote=None)
        assert forgotten == [1, 0]
        assert await work.letters.of_ticket(ours) == [replace(old, written=empty), waiting, new]
