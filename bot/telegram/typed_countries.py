"""Countries as staff type them: by code, by the name of a group, or by name in any language."""

import re
from collections.abc import Iterable, Mapping

from actions.content.countries import COUNTRIES
from bot.i18n import Words

BETWEEN = re.compile(r"[,;،\n]+")


def read_countries(
    text: str, groups: Iterable[str], languages: Iterable[Words]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was understood, and what was not."""
    names = {**_names(languages), **{name: name for name in groups}}
    words = [word for each in BETWEEN.split(text) if (word := each.strip())]
    found = {word: names.get(word.casefold()) for word in words}
    understood = tuple(dict.fromkeys(code for code in found.values() if code))
    return understood, tuple(word for word, code in found.items() if code is None)


def _names(languages: Iterable[Words]) -> Mapping[str, str]:
    names = {code.casefold(): code for code in COUNTRIES}
    for words in languages:
        territories = words.formats.territories
        names |= {str(territories.get(code, code)).casefold(): code for code in sorted(COUNTRIES)}
    return names
