"""Names of countries and months as people type them, in all our languages."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel.core import Locale, UnknownLocaleError

from actions.content.checks.checked import bare
from actions.content.countries import COUNTRIES
from bot.days import DayReader, reader_of

MOST = 8  # countries to choose from
SHORTEST = 3  # letters of a name's beginning
LONG = 5  # letters of a name whose last one changes with its case
ENDING, SHORT_ENDING = 6, 2  # letters behind a long and a short name
HOST = "AZ"  # where everybody studies: its name asks for no other place
# Months have other names in Damascus and Beirut than in Cairo.
ALSO = {"ar": ("ar_SY", "ar_MA")}


def countries_named(text: str, locales: Iterable[str]) -> list[str]:
    """The countries of that name; else those whose names begin so, if these are few."""
    code, wanted, names = text.strip(), bare(text), _country_names(tuple(locales))
    if code in COUNTRIES:
        return [code]
    exact = sorted(country for country, known in names.items() if wanted in known)
    if exact or len(wanted) < SHORTEST:
        return exact
    begun = [c for c, known in names.items() if any(name.startswith(wanted) for name in known)]
    return sorted(begun) if len(begun) <= MOST else []


def country_in(text: str, locales: Iterable[str]) -> str | None:
    """The one country that a sentence names, endings apart: “в Италии”, “Polşada”.

    Of “Nigeria” and “Niger” the longer name counts. None: there is none, or more than one.
    """
    folded, found = f" {bare(text)}", dict[str, int]()
    for country, known in _country_names(tuple(locales)).items():
        stems = [stem for name in known if _is_named(stem := _stem(name), name, folded)]
        if stems and country != HOST:
            found[country] = max(map(len, stems))
    longest = [each for each, length in found.items() if length == max(found.values())]
    return longest[0] if len(longest) == 1 else None


def _stem(name: str) -> str:
    """Without the letter that a case may change."""
    return name[:-1] if len(name) >= LONG else name


def _is_named(stem: str, name: str, folded: str) -> bool:
    """Whether a word begins so, and goes on no longer than an ending does."""
    if len(name) < SHORTEST or f" {stem}" not in folded:
        return False
    longest = ENDING if len(name) >= LONG else SHORT_ENDING
    return bool(re.search(rf" {re.escape(stem)}\w{{0,{longest}}}(?!\w)", folded))


@cache
def _country_names(locales: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    spoken = [Locale.parse(tag) for tag in _known(locales)]
    return {
        code: frozenset(bare(str(each.territories.get(code, code))) for each in spoken)
        for code in COUNTRIES
    }


def day_reader(locales: Iterable[str]) -> DayReader:
    """Reads days in all our languages, and by the months' other names."""
    return reader_of(Locale.parse(tag) for tag in _known(locales))


def _known(locales: Iterable[str]) -> list[str]:
    tags = [tag for locale in locales for tag in (locale, *ALSO.get(locale, ()))]
    return [tag for tag in tags if _is_known(tag)]


def _is_known(tag: str) -> bool:
    try:
        Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True
