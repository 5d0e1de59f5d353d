"""Promises and ratings are kept, found when their time comes, and counted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from actions.domain.deed import Deed, Verb
from actions.domain.promise import Promise, Step
from actions.domain.rating import Rating, Tally
from actions.ports import Work, Workroom
from tests.storage.builders import ADA, BO, DESK, NOW, ticket

HOUR = timedelta(hours=1)


async def promised(work: Work, hours: int = 4, **fields: Any) -> Promise:  # noqa: ANN401 -- its own
    """A promise on a new ticket."""
    stored = await work.tickets.add(ticket(owed_since=NOW))
    due = NOW + hours * HOUR
    promise = Promise(stored.id, NOW, due, due, due - HOUR, next_at=due - HOUR)
    promise = replace(promise, **fields)
    await work.promises.save(promise)
    return promise


async def test_a_promise_comes_back_as_it_was(workroom: Workroom) -> None:
    async with workroom() as work:
        kept = await promised(work, step=Step.DESK, renewed=True)

    async with workroom() as work:
        assert await work.promises.get(kept.ticket_id) == kept


async def test_promises_are_due_in_the_order_of_their_moments(workroom: Workroom) -> None:
    async with workroom() as work:
        late, early = await promised(work, 6), await promised(work, 2)
        await promised(work, 9)
        await promised(work, next_at=None)

        assert await work.promises.next_due() == early.next_at
        assert await work.promises.due(NOW + 5 * HOUR) == [early, late]
        assert await work.promises.due(NOW) == []


async def test_the_place_in_the_queue_counts_those_who_wait_longer_at_the_same_desk(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        for moment in (NOW, NOW + HOUR, NOW + 2 * HOUR):
            await work.tickets.add(ticket(owed_since=moment))
        await work.tickets.add(ticket(desk="visas", owed_since=NOW))
        await work.tickets.add(ticket(owed_since=None))
        mine = await work.tickets.add(ticket(BO, owed_since=NOW + 2 * HOUR - HOUR / 2))

        assert await work.promises.place(mine) == 3


async def test_urgent_matters_go_before_others(workroom: Workroom) -> None:
    async with workroom() as work:
        first = await work.tickets.add(ticket(owed_since=NOW))
        urgent = await work.tickets.add(ticket(BO, owed_since=NOW + HOUR, urgent=True))

        assert await work.promises.place(first) == 2
        assert await work.promises.place(urgent) == 1


async def test_the_first_reply_of_a_person_is_what_counts(workroom: Workroom) -> None:
    async with workroom() as work:
        number = (await work.tickets.add(ticket())).id
        for hours, verb in ((1, Verb.CLAIM), (2, Verb.SEND_ENTRY), (5, Verb.REPLY)):
            await work.deeds.add(Deed(NOW + hours * HOUR, verb, DESK, 1, "C", number))
        old = (await work.tickets.add(ticket(opened_at=NOW - 90 * 24 * HOUR))).id
        await work.deeds.add(Deed(NOW, Verb.REPLY, DESK, 1, "C", old))

        assert await work.promises.first_replies(NOW - HOUR, 9) == [(NOW, NOW + 2 * HOUR)]


@pytest.mark.parametrize("again", [1, 5])
async def test_a_ticket_is_rated_once(workroom: Workroom, again: int) -> None:
    async with workroom() as work:
        number = (await work.tickets.add(ticket())).id
        rating = Rating(number, ADA, 4, NOW)

        assert await work.ratings.add(rating)
        assert not await work.ratings.add(replace(rating, score=again, given_at=NOW + HOUR))
        assert await work.ratings.last_of(ADA) == rating
        assert await work.ratings.last_of(BO) is None


async def test_a_word_is_added_once_and_forgotten_before_its_number(workroom: Workroom) -> None:
    async with workroom() as work:
        number = (await work.tickets.add(ticket())).id
        assert not await work.ratings.add_word(number, "kind")
        await work.ratings.add(Rating(number, ADA, 5, NOW))

        assert await work.ratings.add_word(number, "kind")
        assert not await work.ratings.add_word(number, "rude")
        assert await work.forget_before(NOW + HOUR) == 2  # the ticket's question, and the word
        assert await work.ratings.last_of(ADA) == Rating(number, ADA, 5, NOW)


async def test_ratings_are_averaged_without_names(workroom: Workroom) -> None:
    async with workroom() as work:
        assert await work.ratings.tally(NOW) == Tally()
        for score in (5, 4):
            number = (await work.tickets.add(ticket())).id
            await work.ratings.add(Rating(number, ADA, score, NOW))

        assert await work.ratings.tally(NOW) == Tally(2, 4.5)
        assert await work.ratings.tally(NOW + HOUR) == Tally()
