"""Values that an answer writes itself, though a fact holds them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from babel.core import get_global
from babel.numbers import get_territory_currencies

from actions.content.checks.checked import Checked
from actions.content.checks.facts import line_within
from actions.content.facts_values import (
    Amount,
    Contact,
    Day,
    DayOfYear,
    Duration,
    Link,
    Percent,
    Value,
)
from actions.content.numerals import folded
from actions.content.placeholders import PLACEHOLDER
from actions.content.problem import Problem, warning
from bot.content_checks.phrasebooks import words_of
from bot.facts.values import written
from bot.i18n import Words

# Kinds that mean something alone; a bare number such as 18 may count anything.
SAYS_SOMETHING = re.compile(r"\d|[@/]")  # Arabic writes “a year” without a number
TELLING = (Amount, Duration, Percent, Contact, Link, Day, DayOfYear)


def no_plain_facts(checked: Checked) -> Iterator[Problem]:
    """An answer takes a value from its fact instead of writing it again."""
    for locale in checked.kb.locales:
        names = _names_by_value(checked, words_of(checked.kb, locale))
        if not names:
            continue
        longest_first = sorted(names, key=len, reverse=True)
        values = "|".join(map(re.escape, longest_first))
        pattern = re.compile(rf"(?<![\w.@/:-])(?:{values})(?![\w@])")
        for entry in checked.entries:
            if entry.locale == locale:
                for line, text in _lines(entry.texts):
                    for found in pattern.finditer(folded(PLACEHOLDER.sub(" ", text))):
                        placeholders = " or ".join(f"{{{name}}}" for name in names[found[0]])
                        message = f"“{found[0]}” is the value of a fact; write {placeholders}"
                        yield warning(entry.path, line, message)


def currencies_in_use(checked: Checked) -> Iterator[Problem]:
    """Money is of a currency that is in use."""
    for fact in checked.facts:
        for value in fact.values:
            if isinstance(value, Amount) and value.currency not in _currencies(checked.today):
                message = f"“{value.currency}” is no currency of today; write one such as AZN"
                yield Problem(fact.path, line_within(fact, value.currency), message)


def _names_by_value(checked: Checked, words: Words) -> Mapping[str, list[str]]:
    """What each value looks like in this language, as text → names of facts."""
    names: dict[str, list[str]] = {}
    for fact in checked.facts:
        for value in fact.values:
            looks = _looks(value, words) if isinstance(value, TELLING) else ""
            if SAYS_SOMETHING.search(looks):
                names.setdefault(looks, []).append(fact.name)
    return names


def _looks(value: Value, words: Words) -> str:
    text = value.address if isinstance(value, Link) else written(value, words).replace("\\", "")
    return folded(text)


def _lines(texts: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for first, text in texts:
        yield from enumerate(text.split("\n"), first)


@cache
def _currencies(today: date) -> frozenset[str]:
    """Those with which people pay somewhere."""
    countries = (country for country in get_global("territory_currencies"))
    return frozenset(
        code for country in countries for code in get_territory_currencies(country, today, today)
    )
