"""A share says how sure it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.interval import Share


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Brown, Cai and DasGupta's method by hand, as R's prop.test(correct = FALSE) gives it.
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilson_s(count: int, of: int, low: float, high: float) -> None:
    assert Share(count, of).interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_share() -> None:
    assert Share(0, 0).value is None


@given(st.integers(1, 5000), st.data())
def test_the_share_lies_inside_and_more_cases_make_it_surer(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, of))
    low, high = Share(count, of).interval
    surer_low, surer_high = Share(count * 4, of * 4).interval

    assert 0 <= low <= count / of <= high <= 1
    assert surer_high - surer_low < high - low
