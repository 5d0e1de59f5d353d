"""Staff are told of the week once, when the office opens."""

from datetime import UTC, datetime, timedelta

import pytest

from actions.digesting import Digesting
from actions.domain.exchange import Exchange, Outcome
from tests.actions.office import ADA, STAFF, Office

OPENING = datetime(2026, 11, 30, 6, tzinfo=UTC)  # Monday, 10 o'clock in Baku
SECOND = timedelta(seconds=1)
WEEK = timedelta(days=7)


async def remember(office: Office, at: datetime) -> None:
    async with office.unit() as outbox:
        await outbox.work.records.add(Exchange(ADA.id, at, "en", Outcome.ANSWERED, ("a/b",)))


def digesting(office: Office) -> Digesting:
    """As after a start: nothing is remembered but what is stored."""
    return office.parts.digesting(office.workroom, office.clock)


@pytest.fixture
async def office() -> Office:
    office = Office()
    await remember(office, OPENING - timedelta(days=3))
    await remember(office, OPENING)  # of the new week
    office.clock.now = OPENING
    return office


async def test_it_comes_at_opening_time_and_tells_of_the_week_before(office: Office) -> None:
    office.clock.now = OPENING - SECOND
    teller = digesting(office)
    assert await teller.run_once() == 0
    assert await teller.next_due() == OPENING

    office.clock.now = OPENING
    assert await teller.run_once() == 1
    assert office.told(STAFF)[-1] == "digest 1"
    assert await teller.next_due() == OPENING + WEEK


async def test_a_week_is_told_once_over_restarts_and_a_clock_that_is_put_back(
    office: Office,
) -> None:
    await digesting(office).run_once()
    for at in (OPENING, OPENING + 3 * SECOND, OPENING - WEEK, OPENING + timedelta(days=6)):
        office.clock.now = at
        teller = digesting(office)
        await teller.run_once()
        await teller.run_once()

    assert office.told(STAFF).count("digest 1") == 1


async def test_who_was_down_on_monday_tells_it_later(office: Office) -> None:
    office.clock.now = OPENING + timedelta(days=2)
    assert await digesting(office).run_once() == 1


async def test_a_week_without_questions_is_not_told(office: Office) -> None:
    office.clock.now = OPENING + 2 * WEEK

    assert await digesting(office).run_once() == 0


async def test_without_a_staff_group_nobody_is_told() -> None:
    office = Office(staff_chat=None)
    await remember(office, OPENING - timedelta(days=3))
    office.clock.now = OPENING

    assert await digesting(office).run_once() == 0


async def test_the_picture_is_drawn_when_its_turn_comes(office: Office) -> None:
    await digesting(office).run_once()
    await office.attempt_all()

    photo, words = office.gateway.calls
    assert photo == ("send_photo", {"photo": "drawn 1"})
    assert words == ("send_message", {"text": "digest 1"})
