"""Finds what a text states in numbers: digits of any script, words, dates, contacts, addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from actions.content.numerals import NO_NUMERALS, Numerals, folded
from actions.content.placeholders import PLACEHOLDER

BIG = r"\d{1,3}(?:[ .,٬]\d{3})+(?!\d)"  # 2 500, 2,500
NUMBER = re.compile(rf"{BIG}|\d+(?:[.,٫]\d+)?")
DIGIT = re.compile(r"\d")
SEPARATORS = re.compile(r"[ .,٬]")
ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+")
HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>()\[\]]*)?", re.ASCII)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?:\+\d{1,3}[ -]?)?\(\d{2,4}\)(?:[ -]?\d){3,9}|\+\d(?:[ -]?\d){7,13}")
CODE = re.compile(r"(?<![\w-])[a-zа-яё]+\d+(?!\w)")
TIME = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)")
DATE = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
LIST_MARK = re.compile(r"^\s*\d+[.)] ")
CURRENCY_BEFORE = re.compile(r"(azn|eur|usd|€|\$)\s*$")
SIGNS = {"€": "EUR", "$": "USD", "₼": "AZN", "%": "percent", "٪": "percent"}
JOINING = re.compile(r"(?:\s|-|–|and|و)*")
TO = re.compile(r"\s*[–—-]\s*")
BETWEEN = re.compile(r"[\s*_-]*")  # what may stand between a number and its unit
YEAR = re.compile("(?:19|20)[0-9]{2}")
NEAR = 20  # letters between a month and its day or year
TENS, HUNDRED, BOUND = 20, 100, 10


class Kind(StrEnum):
    """What a quantity is."""

    NUMBER = "number"
    MONTH = "month"
    TIME = "time"
    CODE = "code"
    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"


@dataclass(frozen=True)
class Quantity:
    """One thing stated, in a form that is the same in every language."""

    kind: Kind
    value: str
    shown: str  # as written
    unit: str = ""
    is_word: bool = False
    line: int = 0  # from 0, of the text


def quantities(text: str, numerals: Numerals = NO_NUMERALS) -> list[Quantity]:
    """Everything that a text in the small Markdown states; placeholders state nothing."""
    return [
        replace(found, line=number) if number else found
        for number, line in enumerate(text.split("\n"))
        for found in _in_line(line, numerals)
    ]


@lru_cache(maxsize=1 << 15)  # every line, for every check and after every edit
def _in_line(line: str, numerals: Numerals) -> tuple[Quantity, ...]:
    return tuple(_Line(line, numerals).quantities())


class _Line:
    """One line, from which whatever is understood is taken out."""

    def __init__(self, line: str, numerals: Numerals) -> None:
        self._numerals = numerals
        self._rest = folded(PLACEHOLDER.sub(lambda found: " " * len(found[0]), line))

    def quantities(self) -> Iterator[Quantity]:
        """What it states: names first, since numbers may be part of them."""
        self._rest = LIST_MARK.sub(lambda found: " " * len(found[0]), self._rest)
        yield from self._taken(EMAIL, Kind.EMAIL)
        for pattern in (ADDRESS, HOST):
            yield from self._taken(pattern, Kind.ADDRESS)
        if DIGIT.search(self._rest):  # most lines have none
            yield from self._taken(PHONE, Kind.PHONE)
            yield from self._dates()
            yield from self._taken(TIME, Kind.TIME)
            yield from self._taken(CODE, Kind.CODE)
            yield from self._months()
        yield from self._numbers()

    def _taken(self, pattern: re.Pattern[str], kind: Kind) -> Iterator[Quantity]:
        found = list(pattern.finditer(self._rest))
        for one in found:
            yield Quantity(kind, _normal(kind, one[0]), one[0].strip())
        if found:
            self._rest = pattern.sub(lambda one: "\0" * len(one[0]), self._rest)

    def _dates(self) -> Iterator[Quantity]:
        for found in DATE.finditer(self._rest):
            day, month, year = (str(int(part)) for part in found.groups())
            for kind, value in ((Kind.NUMBER, day), (Kind.MONTH, month), (Kind.NUMBER, year)):
                yield Quantity(kind, value, found[0])
        self._rest = DATE.sub(lambda found: "\0" * len(found[0]), self._rest)

    def _months(self) -> Iterator[Quantity]:
        """Names of months near a number: “may” alone says nothing."""
        for start, end, month in self._numerals.months.all_in(self._rest):
            near = self._rest[max(start - NEAR, 0) : start] + self._rest[end : end + NEAR]
            if any(char.isdigit() for char in near):
                yield Quantity(Kind.MONTH, month, self._rest[start:end])

    def _numbers(self) -> Iterator[Quantity]:
        found = sorted([*self._digits(), *self._words()])
        for place, (start, end, value, is_word) in enumerate(found):
            unit = self._unit(start, end)
            if not unit and place + 1 < len(found):
                following = found[place + 1]
                is_range = TO.fullmatch(self._rest, end, following[0])
                unit = self._unit(following[0], following[1]) if is_range else ""
            shown = self._rest[start:end]
            yield Quantity(Kind.NUMBER, value, shown, unit, is_word)

    def _digits(self) -> Iterator[tuple[int, int, str, bool]]:
        for found in NUMBER.finditer(self._rest):
            yield found.start(), found.end(), _plain_number(found[0]), False

    def _words(self) -> Iterator[tuple[int, int, str, bool]]:
        """Words for numbers; neighbours such as “twenty five” are one."""
        last: tuple[int, int, int] | None = None
        for start, end, meaning in self._numerals.words.all_in(self._rest):
            value = int(meaning)
            if last and JOINING.fullmatch(self._rest, last[1], start) and _adds(last[2], value):
                last = (last[0], end, last[2] + value)
                continue
            if last:
                yield last[0], last[1], str(last[2]), True
            last = (start, end, value)
        if last:
            yield last[0], last[1], str(last[2]), True

    def _unit(self, start: int, end: int) -> str:
        """What a number counts; a year of the calendar counts nothing."""
        if YEAR.fullmatch(self._rest, start, end) or self._rest[start - 1 : start] == "/":
            return ""
        between = BETWEEN.match(self._rest, end)
        place = between.end() if between else end
        if sign := SIGNS.get(self._rest[place : place + 1]):
            return sign
        if found := self._numerals.units.at(self._rest, place):
            return found[1]
        before = CURRENCY_BEFORE.search(self._rest[:start])
        return SIGNS.get(before[1], before[1].upper()) if before else ""


def _adds(one: int, other: int) -> bool:
    """Whether two neighbours are one number: twenty five, خمسة وعشرون."""
    small, large = sorted((one, other))
    is_ten = TENS <= large < HUNDRED and large % BOUND == 0
    return 0 < small < BOUND and is_ten


def _plain_number(text: str) -> str:
    if re.fullmatch(BIG, text):
        return str(int(SEPARATORS.sub("", text)))
    whole, _, part = text.replace(",", ".").replace("٫", ".").partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def _normal(kind: Kind, text: str) -> str:
    if kind is Kind.PHONE:
        return "".join(char for char in text if char.isdigit())
    if kind is Kind.ADDRESS:
        return (
            text.partition("://")[2].rstrip("/.,;:!?") if "://" in text else text.rstrip("/.,;:!?")
        )
    return text.rstrip(".")
