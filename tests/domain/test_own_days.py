"""Which days can be believed, and which are asked for next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.deadline_rules import Milestone
from actions.domain.own_days import Doubt, Told, doubt_about, lies_behind, next_asked

TODAY = date(2026, 10, 5)
ARRIVED, PERMIT, PASSPORT = Milestone.ARRIVED, Milestone.PERMIT, Milestone.PASSPORT
CAME = {ARRIVED: date(2026, 9, 1)}


@pytest.mark.parametrize(
    ("milestone", "day", "doubt"),
    [
        (ARRIVED, date(2026, 9, 15), None),
        (ARRIVED, date(2027, 2, 1), None),  # who plans ahead
        (ARRIVED, date(2029, 9, 15), Doubt.NOT_YET),
        (ARRIVED, date(1926, 9, 15), Doubt.TOO_FAR),
        (PERMIT, date(2027, 9, 30), None),
        (PERMIT, date(2026, 8, 31), Doubt.BEFORE_ARRIVAL),
        (PASSPORT, date(2036, 1, 1), None),
        (PASSPORT, date(2126, 1, 1), Doubt.TOO_FAR),
        (Milestone.MOVED, date(2026, 8, 1), None),  # before the last arrival, as after holidays
    ],
)
def test_odd_days_are_asked_for_again(milestone: Milestone, day: date, doubt: Doubt | None) -> None:
    assert doubt_about(Told(milestone, day), CAME, TODAY) is doubt


def test_an_arrival_after_the_end_of_the_stay_is_odd_too() -> None:
    stay = {Milestone.STAY: date(2026, 8, 31)}

    assert doubt_about(Told(ARRIVED, date(2026, 9, 1)), stay, TODAY) is Doubt.BEFORE_ARRIVAL


def test_one_is_asked_for_what_is_missing_and_was_not_refused() -> None:
    every = list(Milestone)

    assert next_asked(every, {}, []) is ARRIVED
    assert next_asked(every, CAME, [Milestone.ENROLLED]) is Milestone.PERMIT
    assert next_asked(every, CAME, every) is None


def test_beginnings_lie_behind_and_ends_ahead() -> None:
    assert [each for each in Milestone if lies_behind(each)] == [
        ARRIVED,
        Milestone.ENROLLED,
        Milestone.MOVED,
    ]


days = st.dates(TODAY - timedelta(days=7000), TODAY + timedelta(days=7000))


@given(st.dictionaries(st.sampled_from(Milestone), days), st.sampled_from(Milestone), days)
def test_a_believed_day_contradicts_no_other(
    dates: dict[Milestone, date], milestone: Milestone, day: date
) -> None:
    if doubt_about(Told(milestone, day), dates, TODAY) is None and milestone is PERMIT:
        assert day >= dates.get(ARRIVED, day)
