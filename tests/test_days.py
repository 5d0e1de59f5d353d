"""Whatever way people write a day, it is that day, or they are asked again."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from bot.days import Toward, reader_of
from bot.i18n import Phrasebook

BOOK = Phrasebook.load()
READER = reader_of(BOOK[locale].formats for locale in BOOK.locales)
TODAY = date(2026, 10, 5)
SEPTEMBER_15 = date(2026, 9, 15)


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-15",
        "15.09.2026",
        "15/9/2026",
        "15-09-26",
        "15 . 09 . 2026",
        "09/15/2026",
        "15 September 2026",
        "Sep 15, 2026",
        "I arrived on the 15th of September",
        "15 sentyabr",
        "sentyabrın 15-də gəldim",
        "15 SENTYABR 2026",
        "15 Eylül 2026",
        "15 eylul",
        "15 eylülde geldim",
        "15 сентября 2026 г.",
        "15-го сентября",
        "15 сент. 2026",
        "۱۵ سپتامبر ۲۰۲۶",
        "۲۰۲۶/۰۹/۱۵",
        "١٥ سبتمبر ٢٠٢٦",
        "15 septembre 2026",
        "le 15 sept. 2026",
        "15.09",
        "15.9.",
        "\u206615.09.2026\u2069",
    ],
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert READER.day(text, TODAY) == SEPTEMBER_15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 fevral 2027", date(2027, 2, 1)),
        ("1 Şubat 2027", date(2027, 2, 1)),
        ("1 août 2026", date(2026, 8, 1)),
        ("1 aout 2026", date(2026, 8, 1)),
        ("3 мая 2026", date(2026, 5, 3)),
        ("3 mai 2026", date(2026, 5, 3)),
        ("5 İyun 2026", date(2026, 6, 5)),
        ("5 iyun 2026", date(2026, 6, 5)),
        ("03.04.2026", date(2026, 4, 3)),
        ("04/13/2026", date(2026, 4, 13)),
    ],
)
def test_letters_that_a_keyboard_lacks_and_orders_of_others_are_no_obstacle(
    text: str, expected: date
) -> None:
    assert READER.day(text, TODAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "September",
        "31.02.2026",
        "32 September",
        "from 1 to 15 September",
        "1.9.2026 or 2.9.2026",
        "1 September or 1 October",
        "1405/06/24",
        "15 September 1926",
        "phone 349 99 98",
        "2026",
        "15",
        "9" * 300,
    ],
)
def test_what_is_no_single_day_is_not_guessed(text: str) -> None:
    assert READER.day(text, TODAY) is None


def test_a_day_without_a_year_lies_where_it_is_looked_for() -> None:
    assert READER.day("1 December", TODAY, Toward.PAST) == date(2025, 12, 1)
    assert READER.day("1 December", TODAY, Toward.FUTURE) == date(2026, 12, 1)
    assert READER.day("05.10", TODAY, Toward.PAST) == TODAY
    assert READER.day("05.10", TODAY, Toward.FUTURE) == TODAY
    assert READER.day("29 February", TODAY, Toward.PAST) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("any seminar in March?", 3),
        ("martda tədbir var?", 3),
        ("что будет в декабре?", 12),
        ("در ماه مارس چه خبر؟", 3),
        ("ماذا يوجد في مارس؟", 3),
        ("Mart ayında etkinlik var mı", 3),
        ("un séminaire en février ?", 2),
        ("в июне есть семинар?", 6),
        ("next month?", None),
        ("is there a deck, Marco or Jules?", None),
        ("March or April?", None),
    ],
)
def test_a_month_is_found_in_a_question(text: str, month: int | None) -> None:
    assert READER.month(text) == month


days = st.dates(date(2015, 1, 1), date(2038, 12, 31))
locales = st.sampled_from(BOOK.locales)


@given(days, locales, st.sampled_from(["full", "long", "medium"]))
def test_every_day_is_understood_as_we_write_it_ourselves(day: date, locale: str, how: str) -> None:
    words = BOOK[locale]

    written = words.in_digits(format_date(day, how, locale=words.formats))

    assert READER.day(written, TODAY) == day


@given(st.text(max_size=300), st.sampled_from(Toward))
def test_no_text_makes_it_raise(text: str, toward: Toward) -> None:
    found = READER.day(text, TODAY, toward)

    assert found is None or abs(found.year - TODAY.year) <= 15
    assert READER.month(text) in {None, *range(1, 13)}
