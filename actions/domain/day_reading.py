"""Reading a day as people type it; where it may be read in two ways, both are given."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

IN_NUMBERS = re.compile(r"(?<!\d)(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{1,2})(?!\d)")
TOKEN = re.compile(r"\d+|[^\W\d_]+")
YEAR = 4  # digits
LAST_DAY = 31
CENTURY = 2000
LEAST_NAME, LONGEST_ENDING = 4, 4  # letters of a month that may have an ending: "sentyabrın"


def read_days(text: str, months: Mapping[str, int], today: date) -> tuple[date, ...]:
    """The day that a text names; several, if it may mean any of them; none, if it names none.

    `months`: their names in all languages, as `folded` writes them. Numbers with points are a
    day, a month and a year; with other signs they are read in both ways that people write.
    Without a year, it may be last, this or next year's day.
    """
    plain = _plain(text)
    found = set(_in_numbers(plain)) or set(_in_words(plain, months, today))
    return tuple(sorted(found))


def folded(word: str) -> str:
    """A word as it is compared: small letters without dots and accents, wherever they are."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _plain(text: str) -> str:
    """With our digits, and without the invisible."""
    shown = (c for c in text if unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in shown)


def _in_numbers(text: str) -> Iterator[date]:
    for first, sign, middle, last in IN_NUMBERS.findall(text):
        if len(first) == YEAR:
            yield from _day(first, middle, last)
            continue
        if len(last) == 1:
            continue  # no year at all
        year = last if len(last) == YEAR else str(CENTURY + int(last))
        yield from _day(year, middle, first)
        if sign != ".":
            yield from _day(year, first, middle)


def _in_words(text: str, months: Mapping[str, int], today: date) -> Iterator[date]:
    tokens = TOKEN.findall(text)
    numbers = [token for token in tokens if token.isdecimal()]
    named = {month for token in tokens if (month := _month(folded(token), months))}
    years = [number for number in numbers if len(number) == YEAR]
    days = [number for number in numbers if len(number) < YEAR and 1 <= int(number) <= LAST_DAY]
    if len(named) != 1 or len(days) != 1 or len(years) > 1:
        return
    for year in years or (today.year - 1, today.year, today.year + 1):
        yield from _day(str(year), str(min(named)), days[0])


def _month(token: str, months: Mapping[str, int]) -> int | None:
    """The month that a word names, an ending apart."""
    if token in months:
        return months[token]
    begun = [
        name
        for name in months
        if len(name) >= LEAST_NAME
        and token.startswith(name)
        and len(token) - len(name) <= LONGEST_ENDING
    ]
    return months[max(begun, key=len)] if begun else None


def _day(year: str, month: str, day: str) -> Iterator[date]:
    with suppress(ValueError):
        yield date(int(year), int(month), int(day))
