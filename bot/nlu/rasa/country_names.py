"""What countries are called in a language: CLDR's names, with what CLDR leaves out."""

from collections import Counter
from collections.abc import Iterator

from babel.core import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from actions.content.countries import COUNTRIES

# Parts of CLDR's names that nobody says: "Hong Kong SAR China", "Congo - Kinshasa".
APART = (" - ", " (", " SAR ", " САР")
SHORTEST = 3  # letters; "UK" stands in the lists of words


def country_names(locale: str) -> Iterator[tuple[str, str]]:
    """(country, name) for every country; nothing for a language that CLDR does not know."""
    try:
        territories = Locale.parse(locale).territories
    except (UnknownLocaleError, ValueError):
        return
    for code in sorted(COUNTRIES):
        name = str(territories.get(code, ""))
        if len(name) >= SHORTEST and not any(part in name for part in APART):
            yield code, name


def peoples(locale: str) -> Iterator[tuple[str, str]]:
    """(country, name of a language) where that language belongs to one country: its people's name."""
    try:
        names = Locale.parse(locale).languages
    except (UnknownLocaleError, ValueError):
        return
    official = {code: get_official_languages(code, de_facto=True) for code in COUNTRIES}
    spoken = Counter(language for languages in official.values() for language in languages)
    for code in sorted(COUNTRIES):
        for language in official[code]:
            name = str(names.get(language, ""))
            if spoken[language] == 1 and name and " " not in name:
                yield code, name
