"""A student rates the office's help once, and may add a word."""

from dataclasses import replace

import pytest

from actions.domain.person import Awaiting
from actions.rating import Rated
from tests.actions.office import ADA, BO, CHIDI, STAFF, Office


@pytest.fixture
async def closed() -> Office:
    """Ada's question was answered, and closed."""
    office = Office()
    await office.hears(ADA, "can I bring my cat")
    await office.replies("Yes.")
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)
    return office


async def rate(office: Office, score: int, person: int = ADA.id) -> Rated:
    async with office.unit() as outbox:
        return await office.parts.rating.rate(outbox, replace(ADA, id=person), 1, score)


async def ask_for_word(office: Office) -> bool:
    async with office.unit() as outbox:
        return await office.parts.rating.ask_for_word(outbox, ADA, 1)


async def test_the_first_number_counts(closed: Office) -> None:
    assert await rate(closed, 4) is Rated.THANKS
    assert await rate(closed, 1) is Rated.BEFORE
    assert closed.work.ratings.stored[1].score == 4
    assert closed.told(ADA.id).count("rated en 4") == 1


@pytest.mark.parametrize("score", [0, 6, -1])
async def test_numbers_that_nobody_offered_are_none(closed: Office, score: int) -> None:
    assert await rate(closed, score) is Rated.TOO_OLD


async def test_nobody_rates_for_others(closed: Office) -> None:
    assert await rate(closed, 1, BO.id) is Rated.TOO_OLD
    assert closed.work.ratings.stored == {}


async def test_what_was_reopened_is_not_rated(closed: Office) -> None:
    async with closed.unit() as outbox:
        await closed.tending.reopen(outbox, closed.ticket(), CHIDI)

    assert await rate(closed, 5) is Rated.TOO_OLD


async def test_a_word_reaches_staff_and_only_the_next_message_is_taken_for_it(
    closed: Office,
) -> None:
    await rate(closed, 5)
    assert await ask_for_word(closed)
    await closed.hears(closed.work.people.stored[ADA.id], "so kind, thank you")
    await closed.hears(closed.work.people.stored[ADA.id], "may my dog come")

    assert "rating_word 1 5 so kind, thank you" in closed.told(STAFF)
    assert closed.work.ratings.stored[1].word == "so kind, thank you"
    assert "may my dog come" in closed.interpreter.asked


async def test_a_late_wish_to_add_a_word_swallows_no_question(closed: Office) -> None:
    await rate(closed, 5)
    await ask_for_word(closed)
    async with closed.unit() as outbox:
        await outbox.work.ratings.add_word(1, "said in another way")

    assert not await ask_for_word(closed)
    await closed.hears(ADA, "may my dog come")

    assert "may my dog come" in closed.interpreter.asked
    assert closed.work.people.stored[ADA.id].awaiting is Awaiting.QUESTION
