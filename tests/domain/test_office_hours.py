"""The office's own time: breaks, weekends, holidays, and what lies between two moments."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.week import Hours
from actions.domain.office_hours import OfficeHours

HOLIDAYS = {date(2026, 11, 9), date(2026, 11, 10)}
OFFICE = OfficeHours(Hours(), HOLIDAYS.__contains__)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
SPANS = st.timedeltas(timedelta(0), timedelta(hours=100))


def baku(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment as the office's clock shows it."""
    return datetime(2026, month, day, hour, minute, tzinfo=OFFICE.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (baku(23, 9, 59), False),  # a Monday
        (baku(23, 10), True),
        (baku(23, 13), False),  # the break
        (baku(23, 14), True),
        (baku(23, 17), False),
        (baku(21, 11), False),  # Saturday
        (baku(9, 11), False),  # a Monday, and Flag Day
    ],
)
def test_the_office_is_open_in_its_hours(at: datetime, is_open: bool) -> None:  # noqa: FBT001
    assert OFFICE.is_open(at) is is_open


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (baku(23, 11), baku(23, 11)),
        (baku(23, 13, 30), baku(23, 14)),
        (baku(23, 20), baku(24, 10)),
        (baku(27, 17), baku(30, 10)),  # a Friday evening
        (baku(6, 18), baku(11, 10)),  # a weekend and two holidays
    ],
)
def test_after_hours_the_office_opens_on_the_next_working_day(
    at: datetime, opens: datetime
) -> None:
    assert OFFICE.opens_at(at) == opens


def test_working_time_skips_the_break_and_the_night() -> None:
    assert OFFICE.after(baku(23, 12), timedelta(hours=3)) == baku(23, 16)
    assert OFFICE.after(baku(23, 16), timedelta(hours=2)) == baku(24, 11)
    assert OFFICE.after(baku(27, 16, 30), timedelta(hours=1)) == baku(30, 10, 30)


def test_working_time_between_two_moments_counts_open_hours_only() -> None:
    assert OFFICE.between(baku(23, 12), baku(23, 15)) == timedelta(hours=2)
    assert OFFICE.between(baku(27, 16), baku(30, 11)) == timedelta(hours=2)
    assert OFFICE.between(baku(23, 15), baku(23, 12)) == timedelta(0)


def test_a_day_that_the_office_names_goes_before_the_calendar() -> None:
    works, rests = date(2026, 11, 9), date(2026, 11, 23)
    office = OfficeHours(
        Hours(open=frozenset({works}), closed=frozenset({rests})), HOLIDAYS.__contains__
    )

    assert office.is_open(baku(9, 11))
    assert not office.is_open(baku(23, 11))


def test_a_promise_is_a_full_quarter_within_the_hours() -> None:
    assert OFFICE.rounded(baku(23, 11, 4)) == baku(23, 11, 15)
    assert OFFICE.rounded(baku(23, 11, 15)) == baku(23, 11, 15)
    assert OFFICE.rounded(baku(23, 16, 59)) == baku(23, 17)


def test_an_office_that_never_opens_does_not_hang() -> None:
    never = OfficeHours(Hours(), lambda _: True)

    assert never.opens_at(baku(23, 11)) == baku(23, 11)
    assert never.after(baku(23, 11), timedelta(hours=2)) == baku(23, 13)


@given(MOMENTS, SPANS)
def test_as_much_working_time_passes_as_was_asked_for(at: datetime, span: timedelta) -> None:
    assert OFFICE.between(at, OFFICE.after(at, span)) == span


@given(MOMENTS, SPANS, SPANS)
def test_more_work_never_ends_earlier(at: datetime, one: timedelta, more: timedelta) -> None:
    assert OFFICE.after(at, one + more) >= OFFICE.after(at, one)
