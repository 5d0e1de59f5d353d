"""A day is read however people write it; what may mean two days is never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.day_reading import read_days
from bot.telegram.names import month_names

MONTHS = month_names(("az", "en", "ru", "tr", "fa", "ar", "fr"))
TODAY = date(2026, 11, 28)
SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-09-01", "2026/9/1", "2026.09.01", "1.9.2026", "01.09.2026", "1. 9. 2026", "1.9.26"),
        *("1 September 2026", "September 1, 2026", "1st of September, 2026", "sept 1 2026"),
        *("1 сентября 2026", "1 сентября 2026 года", "Сентябрь 1, 2026", "1 СЕНТЯБРЯ 2026 г."),
        *("1 sentyabr 2026", "2026-cı il sentyabrın 1-i", "1 Sentyabr 2026-cı il"),
        *("1 Eylül 2026", "1 EYLÜL 2026", "1 Eylül'de, 2026"),
        *("1er septembre 2026", "le 1 septembre 2026", "1 sept. 2026"),
        *("۱ سپتامبر ۲۰۲۶", "۲۰۲۶/۰۹/۰۱", "1 سپتامبر 2026"),
        *("١ سبتمبر ٢٠٢٦", "1 سبتمبر 2026", "١/٩/٢٠٢٦ ٢٠٢٦/٩/١", "1 أيلول 2026"),
        *("I arrived on 1 September 2026", "\u200f2026-09-01\u200f"),
    ],
)
def test_usual_ways_to_write_a_day_are_read(text: str) -> None:
    assert SEPTEMBER in read_days(text, MONTHS, TODAY)
    assert len(read_days(text, MONTHS, TODAY)) == 1 + ("١/٩" in text)


@pytest.mark.parametrize("text", ["3/4/2026", "03-04-2026", "3/4/26", "۳/۴/۲۰۲۶"])
def test_a_day_that_may_be_two_is_both(text: str) -> None:
    assert read_days(text, MONTHS, TODAY) == (date(2026, 3, 4), date(2026, 4, 3))


@pytest.mark.parametrize("text", ["13/4/2026", "4/13/2026", "13-04-2026"])
def test_only_one_way_may_make_sense(text: str) -> None:
    assert read_days(text, MONTHS, TODAY) == (date(2026, 4, 13),)


def test_a_day_without_a_year_may_be_in_three() -> None:
    assert [day.year for day in read_days("1 September", MONTHS, TODAY)] == [2025, 2026, 2027]


@pytest.mark.parametrize(
    "text",
    [
        *("", "tomorrow", "2026", "September 2026", "31.02.2026", "32 September 2026", "1.9"),
        *("1 or 2 September 2026", "September or October 1, 2026", "00.00.0000", "1-9.2026"),
        *("What is the fee?", "12345678", "²/³/2026"),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_days(text, MONTHS, TODAY) == ()


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_every_day_comes_back_from_its_usual_form(day: date) -> None:
    assert read_days(day.isoformat(), MONTHS, TODAY) == (day,)
    assert read_days(f"{day.day}.{day.month}.{day.year}", MONTHS, TODAY) == (day,)


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    assert all(isinstance(day, date) for day in read_days(text, MONTHS, TODAY))
