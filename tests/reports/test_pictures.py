"""Pictures show the numbers that they were given."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from actions.domain.exchange import Outcome
from actions.domain.interval import Share
from bot.reports.pictures import (
    COLOURS,
    SQUARES,
    WIDTH,
    Scene,
    days_picture,
    locales_picture,
    whole_picture,
)
from tests.reports.sample import a_week, no_week

FIRST = date(2026, 11, 16)
NOTHING = dict.fromkeys(COLOURS, 0)


def scene(*days: dict[Outcome, int]) -> Scene:
    dated = [(FIRST + timedelta(days=n), NOTHING | counts) for n, counts in enumerate(days)]
    return Scene(dated, [("az", Share(3, 4))])


def painted(png: bytes) -> Counter[str]:
    """How many pixels there are of each colour."""
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.width == WIDTH
    counted = image.getcolors(image.width * image.height) or []
    return Counter({"#{:02X}{:02X}{:02X}".format(*rgb): n for n, rgb in counted})  # type: ignore[misc]


@pytest.mark.parametrize("outcome", COLOURS)
def test_every_outcome_has_its_colour_and_its_square(outcome: Outcome) -> None:
    shown = painted(days_picture(scene({outcome: 5}, {})))

    assert shown[COLOURS[outcome]] > 1000
    others = set(COLOURS.values()) - {COLOURS[outcome]}
    assert not [each for each in others if shown[each]]
    assert len(SQUARES[outcome]) == 1


def test_twice_as_many_take_twice_the_room() -> None:
    shown = painted(days_picture(scene({Outcome.ANSWERED: 40}, {Outcome.HANDED_OFF: 20})))
    green, blue = shown[COLOURS[Outcome.ANSWERED]], shown[COLOURS[Outcome.HANDED_OFF]]

    assert green / blue == pytest.approx(2, rel=0.05)


@pytest.mark.parametrize("draw", [days_picture, locales_picture, whole_picture])
@pytest.mark.parametrize("week", [a_week, no_week])
def test_a_picture_is_small_whatever_happened(draw: object, week: object) -> None:
    png = draw(Scene.of(week()))  # type: ignore[operator]

    assert painted(png)["#FFFFFF"] > 0
    assert len(png) < 200_000


@given(
    st.lists(
        st.fixed_dictionaries({outcome: st.integers(0, 99_999) for outcome in COLOURS}),
        min_size=1,
        max_size=90,
    )
)
def test_a_scene_comes_back_as_it_was_stored(days: list[dict[Outcome, int]]) -> None:
    assert Scene.read(scene(*days).stored) == scene(*days)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=90))
def test_any_numbers_can_be_drawn(counts: list[int]) -> None:
    assert whole_picture(scene(*({Outcome.ANSWERED: count} for count in counts)))
