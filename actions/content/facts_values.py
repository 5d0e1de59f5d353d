"""What a fact can be: a number, money, time, words; each read from what an editor writes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from actions.content.web_address import is_web_address

NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?"
SPAN = rf"(?P<low>{NUMBER})(?:\.\.(?P<high>{NUMBER}))?"
A_LEAP_YEAR = 2000
BRACES = re.compile("[{}]")


class Unit(StrEnum):
    """Of time."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Span:
    """One number, or everything between two; digits after the point stay as written."""

    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        """Whether there are two numbers."""
        return self.low != self.high


@dataclass(frozen=True)
class Number:
    """How many; with a word behind it that is the same in all languages, such as ECTS."""

    span: Span
    unit: str = ""


@dataclass(frozen=True)
class Percent:
    """How many of a hundred."""

    span: Span


@dataclass(frozen=True)
class Amount:
    """Money."""

    span: Span
    currency: str  # ISO 4217, three letters


@dataclass(frozen=True)
class Duration:
    """How long."""

    span: Span
    unit: Unit


@dataclass(frozen=True)
class Day:
    """A day."""

    day: date


@dataclass(frozen=True)
class DayOfYear:
    """A day of every year."""

    month: int
    day: int


@dataclass(frozen=True)
class Texts:
    """A text for each locale, or one for all."""

    by_locale: Mapping[str, str]
    everywhere: str = ""

    def in_locale(self, locale: str, *others: str) -> str:
        """The text in the first of these locales that has one, else in any."""
        known = (self.by_locale.get(each) for each in (locale, *others))
        some = next(iter(self.by_locale.values()), "")
        return self.everywhere or next(filter(None, known), some)


@dataclass(frozen=True)
class Contact:
    """A phone number or an e-mail address."""

    text: str


@dataclass(frozen=True)
class Link:
    """A web address."""

    address: str


Value = Number | Percent | Amount | Duration | Day | DayOfYear | Texts | Contact | Link


def number(text: str) -> Number | None:
    """Such as `70`, `8..12` or `240 ECTS`."""
    found = _matched(rf"{SPAN}(?: (?P<unit>[^\W\d_][^{{}}]*))?", text)
    return Number(_span(found), found["unit"] or "") if found else None


def percent(text: str) -> Percent | None:
    """Such as `70` or `50..70`."""
    found = _matched(SPAN, text)
    return Percent(_span(found)) if found else None


def amount(text: str) -> Amount | None:
    """Such as `40 AZN` or `300..400 AZN`."""
    found = _matched(rf"{SPAN} (?P<currency>[A-Z]{{3}})", text)
    return Amount(_span(found), found["currency"]) if found else None


def duration(text: str) -> Duration | None:
    """Such as `15 days`, `1 year` or `3..12 months`."""
    found = _matched(rf"{SPAN} (?P<unit>[a-z_]+)", text)
    unit = f"{found['unit'].removesuffix('s')}s" if found else ""
    if not found or unit not in set(Unit):
        return None
    return Duration(_span(found), Unit(unit))


def day(text: str) -> Day | None:
    """Such as `2016-11-08`."""
    try:
        return Day(date.fromisoformat(text))
    except ValueError:
        return None


def day_of_year(text: str) -> DayOfYear | None:
    """Such as `09-15`."""
    found = day(f"{A_LEAP_YEAR}-{text}")
    return DayOfYear(found.day.month, found.day.day) if found else None


def contact(text: str) -> Contact | None:
    """A phone number or an e-mail address, on one line."""
    plain = len(text.splitlines()) == 1 and not BRACES.search(text)
    return Contact(text) if plain and re.search(r"\d|@", text) else None


def link(text: str) -> Link | None:
    """A complete web address."""
    return Link(text) if is_web_address(text) and not BRACES.search(text) else None


# Under which key each kind stands, how it is read, and what to write if that fails. Texts are
# read apart: they may be a mapping.
KINDS: Mapping[str, tuple[Callable[[str], Value | None], str]] = {
    "number": (number, "a number such as 70, 8..12 or 240 ECTS"),
    "percent": (percent, "a number such as 70 or 50..70, without a sign"),
    "amount": (amount, "money such as 40 AZN or 300..400 AZN"),
    "duration": (duration, f"a duration such as 15 days or 3..12 months; units: {', '.join(Unit)}"),
    "date": (day, "a day such as 2016-11-08"),
    "day": (day_of_year, "a day of every year such as 09-15"),
    "contact": (contact, "a phone number or an e-mail address, in double quotes"),
    "link": (link, "a complete address such as https://evisa.gov.az"),
}
TEXT = "text"


def _matched(pattern: str, text: str) -> re.Match[str] | None:
    """The parts of a value; none if its second number is smaller than its first."""
    found = re.fullmatch(pattern, text)
    is_backward = found and found["high"] and Decimal(found["high"]) < Decimal(found["low"])
    return None if is_backward else found


def _span(found: re.Match[str]) -> Span:
    low = Decimal(found["low"])
    return Span(low, Decimal(found["high"]) if found["high"] else low)
