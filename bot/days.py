"""Days and months that people type: in any of the languages, with any digits, in any order.

All languages are tried at once, since people write “15 sentyabr” in an English conversation.
Numbers alone are read with the day first, as everywhere that our languages are spoken, unless
only the other order is a day. Days of other calendars, such as 1405/06/24, are not guessed at.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from babel.core import Locale

LONGEST = 200  # characters in which a day is looked for
CENTURY = 2000  # of years with two digits
PLAUSIBLE = 15  # years from today
LATIN_DIGIT = re.compile(r"\d")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{4}|\d{2})(?!\d)")
EITHER_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
WITHOUT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})[./](\d{1,2})\.?(?![\d/-])")
NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
WORD = re.compile(r"[^\W\d_]+")
WIDTHS = ("wide", "abbreviated")
SHORTEST = 3  # Latin letters of a month's name; shorter ones mean too much else
LONG = 6  # letters of a name whose last one changes with its case, as in “декабре”
LATIN = re.compile("[a-z]")


class Toward(Enum):
    """On which side of today a day without a year lies."""

    PAST = -1
    FUTURE = 1


@dataclass(frozen=True)
class DayReader:
    """Knows how months are called in some languages."""

    formats: tuple[Locale, ...]

    def day(self, text: str, today: date, toward: Toward = Toward.PAST) -> date | None:
        """The one day in a text; None if there is none, or more than one, or it can't be meant."""
        plain = _plain(text)
        found = {each for each in self._days(plain, today, toward) if _is_plausible(each, today)}
        return found.pop() if len(found) == 1 else None

    def other(self, text: str) -> date | None:
        """What numbers mean to those who write the month first: “3/4/2026” is 4 March to them."""
        for month, _, day, year in EITHER_FIRST.findall(_plain(text)):
            whole = int(year) + (CENTURY if len(year) == 2 else 0)  # noqa: PLR2004 -- of a century
            return next(_dates((whole, int(month), int(day))), None)
        return None

    def month(self, text: str) -> int | None:
        """The one month that a text names."""
        found = {month for _, month in self._named(_plain(text))}
        return found.pop() if len(found) == 1 else None

    def _days(self, text: str, today: date, toward: Toward) -> Iterator[date]:
        """What each way of writing makes of it; the surest way that finds anything is enough."""
        ways = (_year_first, _day_first, self._in_words, _without_year)
        found = (list(way(text, today, toward)) for way in ways)
        yield from next(filter(None, found), [])

    def _in_words(self, text: str, today: date, toward: Toward) -> Iterator[date]:
        """A month by its name, with the one day and perhaps the one year around it."""
        months = {month for _, month in self._named(text)}
        numbers = [int(each) for each in NUMBER.findall(text)]
        years = {each for each in numbers if each > 999}  # noqa: PLR2004 -- four digits
        days = {each for each in numbers if each <= 31}  # noqa: PLR2004 -- of a month
        if len(months) != 1 or len(days) != 1 or len(years) > 1:
            return
        month, day = months.pop(), days.pop()
        if years:
            yield from _dates((years.pop(), month, day))
        else:
            yield from _nearest(month, day, today, toward)

    def _named(self, text: str) -> Iterator[tuple[str, int]]:
        """The months in a text; endings may hang on a name, as in “sentyabrda”."""
        for word in WORD.findall(text):
            stems = (word[:length] for length in range(len(word), 1, -1))
            known = (each for each in stems if each in self._names and _may_be(each, word))
            if stem := next(known, ""):
                yield stem, self._names[stem]

    @cached_property
    def _names(self) -> dict[str, int]:
        """Names of months in all languages; what means two months is left out."""
        found: dict[str, set[int]] = {}
        for name, month in self._all_names():
            found.setdefault(name, set()).add(month)
        return {name: months.pop() for name, months in found.items() if len(months) == 1}

    def _all_names(self) -> Iterator[tuple[str, int]]:
        for formats in self.formats:
            for known in (formats, Locale(formats.language)):
                yield from _names_in(known)


def reader_of(formats: Iterable[Locale]) -> DayReader:
    """A reader for languages as Babel knows them."""
    return DayReader(tuple(formats))


def _names_in(formats: Locale) -> Iterator[tuple[str, int]]:
    for context in formats.months.values():
        for width in WIDTHS:
            for month, name in context.get(width, {}).items():
                plain = _plain(str(name)).rstrip(".")
                if plain and not LATIN_DIGIT.search(plain):
                    yield plain, month
                if len(plain) >= LONG:
                    yield plain[:-1], month


def _may_be(name: str, word: str) -> bool:
    """Whether a word is that month's name, perhaps with an ending."""
    if LATIN.search(name):
        return len(name) >= SHORTEST + (name != word)
    ending = len(word) - len(name)
    return ending == 0 or len(name) > SHORTEST or (len(name) == SHORTEST and ending == 1)


def _plain(text: str) -> str:
    """Small letters without their marks, and Latin digits."""
    apart = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    kept = (char for char in apart if unicodedata.category(char) not in {"Mn", "Cf"})
    return "".join(_digit(char) for char in kept).replace("ı", "i").replace("ə", "e")


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char, char))


def _year_first(text: str, _today: date, _toward: Toward) -> Iterator[date]:
    for year, month, day in YEAR_FIRST.findall(text):
        yield from _dates((int(year), int(month), int(day)))


def _day_first(text: str, _today: date, _toward: Toward) -> Iterator[date]:
    for first, second, last in DAY_FIRST.findall(text):
        year = int(last) + (CENTURY if len(last) == 2 else 0)  # noqa: PLR2004 -- of a century
        found = list(_dates((year, int(second), int(first))))
        yield from found or _dates((year, int(first), int(second)))


def _without_year(text: str, today: date, toward: Toward) -> Iterator[date]:
    for first, second in WITHOUT_YEAR.findall(text):
        found = list(_nearest(int(second), int(first), today, toward))
        yield from found or _nearest(int(first), int(second), today, toward)


def _nearest(month: int, day: int, today: date, toward: Toward) -> Iterator[date]:
    """Today, or the first such day before or after it; a 29 February may be years away."""
    for distance in range(9):
        for found in _dates((today.year + distance * toward.value, month, day)):
            if (found - today).days * toward.value >= 0:
                yield found
                return


def _dates(parts: tuple[int, int, int]) -> Iterator[date]:
    try:
        yield date(*parts)
    except ValueError:
        return


def _is_plausible(day: date, today: date) -> bool:
    return abs(day.year - today.year) <= PLAUSIBLE
