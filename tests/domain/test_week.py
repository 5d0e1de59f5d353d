"""A week is told when the office first opens in it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.content.week import Hours
from actions.domain.office_hours import OfficeHours
from actions.domain.week import Telling, next_telling, telling_at

OFFICE = OfficeHours(Hours())  # Monday to Friday from 10, Baku time: 6 in UTC
WEEK = timedelta(days=7)
MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)


def closed_on(*days: date) -> OfficeHours:
    return OfficeHours(Hours(closed=frozenset(days)))


def test_it_is_due_on_monday_at_opening_time_and_about_the_week_before() -> None:
    midnight = datetime(2026, 11, 22, 20, tzinfo=UTC)  # there, Monday begins

    for now in (midnight, MONDAY, midnight + WEEK - timedelta(seconds=1)):
        found = telling_at(now, OFFICE)
        assert found == Telling("2026-W48", MONDAY, midnight - WEEK, midnight)


def test_after_a_holiday_it_is_told_on_tuesday() -> None:
    found = telling_at(MONDAY, closed_on(date(2026, 11, 23)))

    assert found
    assert found.due == MONDAY + timedelta(days=1)


def test_a_week_in_which_nobody_works_is_not_told() -> None:
    closed = closed_on(*(date(2026, 11, 23 + n) for n in range(7)))

    assert telling_at(MONDAY, closed) is None
    assert next_telling(MONDAY, closed) == MONDAY + WEEK


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_moment_has_its_week_and_the_next_is_told_later(now: datetime) -> None:
    found = telling_at(now, OFFICE)

    assert found
    assert found.until - found.since == WEEK
    assert found.until <= now < found.until + WEEK
    assert found.until <= found.due < next_telling(now, OFFICE)
