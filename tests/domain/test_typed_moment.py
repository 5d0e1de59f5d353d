"""What people type as a moment is understood, or refused; never guessed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.week import BAKU
from actions.domain.typed_moment import read_moment

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # 12:30 in Baku


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30.11.2026 10:00", "2026-11-30T10:00:00+04:00"),
        (" 30.11.2026,  10.00 ", "2026-11-30T10:00:00+04:00"),
        ("30.11. 10:00", "2026-11-30T10:00:00+04:00"),
        ("1.1 9:05", "2027-01-01T09:05:00+04:00"),
        ("2026-11-30 10:00", "2026-11-30T10:00:00+04:00"),
        ("2026-11-30T10:00", "2026-11-30T10:00:00+04:00"),
        ("12:31", "2026-11-23T12:31:00+04:00"),
        ("12:30", "2026-11-24T12:30:00+04:00"),
        ("۳۰.۱۱.۲۰۲۶ ۱۰:۰۰", "2026-11-30T10:00:00+04:00"),
    ],
)
def test_a_moment_is_in_the_time_of_the_place(typed: str, meant: str) -> None:
    found = read_moment(typed, NOW, BAKU)

    assert found
    assert found.isoformat() == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "31.11.2026 10:00", "24:00", "10", "22.11.2026 10:00", "0000-01-01 10:00"]
)
def test_what_is_no_moment_to_come_is_refused(typed: str) -> None:
    assert read_moment(typed, NOW, BAKU) is None


@given(st.text("0123456789.:-T ٣", max_size=20))
def test_whatever_is_typed_nothing_is_past(typed: str) -> None:
    found = read_moment(typed, NOW, BAKU)

    assert found is None or found > NOW
