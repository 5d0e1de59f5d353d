"""The value of a fact as it is written in one language: numbers, money and time by Babel."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel import localedata
from babel.core import Locale
from babel.dates import format_skeleton
from babel.numbers import format_decimal

from actions.content.facts import AsOf
from actions.content.facts_values import (
    A_LEAP_YEAR,
    Amount,
    Contact,
    Day,
    DayOfYear,
    Duration,
    Link,
    Number,
    Percent,
    Span,
    Texts,
    Unit,
    Value,
)
from bot.facts.plain import plain
from bot.i18n import Words

NUMBER = "#,##0"  # as it stands in CLDR's patterns
CURRENCIES = {"AZN": "currency_AZN"}  # those that the catalogues have a word for
CLDR_UNITS = {
    Unit.HOURS: "duration-hour",
    Unit.DAYS: "duration-day",
    Unit.WEEKS: "duration-week",
    Unit.MONTHS: "duration-month",
    Unit.YEARS: "duration-year",
}
A_FEW = 3  # a number whose form of a word is an ordinary plural in every language


def written(value: Value, words: Words, *other_locales: str) -> str:
    """A value in the small Markdown; texts come in the first of the locales that has them."""
    match value:
        case Number() | Percent() | Amount() | Duration():
            return plain(_measured(value, words))
        case Day(day):
            return words.date(day)
        case DayOfYear(month, day):
            return _skeleton("MMMMd", date(A_LEAP_YEAR, month, day), words)
        case Texts():
            return plain(_in_digits(value.in_locale(words.locale, *other_locales), words))
        case Contact(text):
            return plain(text)
        case Link(address):
            label = address.partition("://")[2].rstrip("/").removeprefix("www.")
            return f"[{plain(label)}](<{address}>)"


def _measured(value: Number | Percent | Amount | Duration, words: Words) -> str:
    """A number and what it counts."""
    match value:
        case Number(span, unit):
            return f"{_span(span, words)} {unit}".rstrip()
        case Percent(span):
            return _percent(span, words)
        case Amount(span, currency):
            name = words(CURRENCIES[currency]) if currency in CURRENCIES else currency
            return f"{_span(span, words)} {name}"
        case Duration(span, unit):
            return _duration(span, unit, words)


def address(value: Value) -> str:
    """Where a link leads whose words stand in the answer; nothing if a value can't be opened."""
    match value:
        case Link(target):
            return target
        case Contact(text) if "@" in text:
            return f"mailto:{text}"
        case Contact(text):
            return "tel:" + "".join(char for char in text if char.isdigit() or char == "+")
    return ""


def with_time(text: str, as_of: AsOf | None, words: Words) -> str:
    """A value with the time that it is known to be of."""
    if as_of is None:
        return text
    if as_of.month is None:
        known = words.in_digits(str(as_of.year))
    else:
        known = _skeleton("yMMMM", date(as_of.year, as_of.month, 1), words)
    return words("as_of", value=text, date=known)


def _span(span: Span, words: Words) -> str:
    low, high = _number(span.low, words), _number(span.high, words)
    return words("range", low=low, high=high) if span.is_range else low


def _number(number: Decimal, words: Words) -> str:
    """With as many digits behind the point as the editor wrote."""
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    pattern = f"{NUMBER}.{'0' * decimals}" if decimals else NUMBER
    text = format_decimal(number, pattern, words.formats, numbering_system=words.numbering)
    return words.in_digits(text)


def _percent(span: Span, words: Words) -> str:
    formats = words.formats
    latin = words.numbering == "latn"
    system = "latn" if latin else formats.default_numbering_system
    sign = formats.number_symbols[system]["percentSign"]
    pattern = str(formats.percent_formats[None].pattern)
    return pattern.replace("%", sign).replace(NUMBER, _span(span, words))


def _duration(span: Span, unit: Unit, words: Words) -> str:
    """The form of the word follows the last number: 1 to 2 weeks, 2 to 5 недель."""
    count = _span(span, words)
    if unit not in CLDR_UNITS:
        text = words.plural("working_days", int(span.high), count=count)
        is_whole = not span.is_range or count in text
        return text if is_whole else words.plural("working_days", A_FEW, count=count)
    patterns = _unit_patterns(words.formats, CLDR_UNITS[unit])
    pattern = patterns.get(words.formats.plural_form(span.high), patterns["other"])
    if span.is_range and "{0}" not in pattern:  # Arabic has a word for two days, without a number
        pattern = patterns[words.formats.plural_form(A_FEW)]
    return pattern.replace("{0}", count)


def _unit_patterns(locale: Locale, unit: str) -> Mapping[str, str]:
    """CLDR leaves out of the long form what is the same in the short one; Babel does not look."""
    lengths = localedata.load(str(locale))["unit_patterns"][unit]
    return {**lengths.get("short", {}), **lengths.get("long", {})}


def _skeleton(skeleton: str, day: date, words: Words) -> str:
    return words.in_digits(format_skeleton(skeleton, day, locale=words.formats))


def _in_digits(text: str, words: Words) -> str:
    """A year or the like in the language's own digits; B2 and a number of a project stay."""
    return (
        text if any(char.isascii() and char.isalpha() for char in text) else words.in_digits(text)
    )
