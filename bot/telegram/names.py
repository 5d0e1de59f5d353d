"""Names of countries and months as people type them, in all our languages."""

from collections.abc import Iterable, Mapping
from functools import cache

from babel.core import Locale, UnknownLocaleError

from actions.content.checks.checked import bare
from actions.content.countries import COUNTRIES
from bot.days import DayReader, reader_of

MOST = 8  # countries to choose from
SHORTEST = 3  # letters of a name's beginning
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
