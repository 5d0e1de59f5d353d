"""Texts that stand in another language's place."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from actions.content.checks.checked import Checked
from actions.content.placeholders import PLACEHOLDER
from actions.content.problem import Problem, warning
from actions.content.quantities import ADDRESS, HOST

WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 4  # that no two languages have in common by chance, as they do names
Place = tuple[Path, int, str]  # file, line, language


def translated_lines(checked: Checked) -> Iterator[Problem]:
    """No line stands word for word in two languages: one of them is not translated."""
    places: dict[str, list[Place]] = defaultdict(list)
    for key, place in _lines(checked):
        places[key].append(place)
    source = checked.kb.source_locale
    for same in places.values():
        if len({locale for _, _, locale in same}) > 1:
            first = next((each for each in same if each[2] == source), same[0])
            for path, line, locale in same:
                if locale != first[2]:
                    message = f"says the same in {locale} as in {first[2]}, word for word"
                    yield warning(path, line, f"{message}; translate it")


def _lines(checked: Checked) -> Iterator[tuple[str, Place]]:
    """Lines long enough to tell languages apart; the same entry or saying has the same key."""
    for entry in checked.entries:
        for first, body in entry.texts:
            for number, text in enumerate(body.split("\n"), first):
                if words := _words(text):
                    yield f"{entry.id} {words}", (entry.path, number, entry.locale)
    for saying in checked.sayings:
        for locale, (line, text) in saying.by_locale.items():
            if words := _words(text):
                yield f"{saying.path} {words}", (saying.path, line, locale)


def _words(text: str) -> str:
    found = WORD.findall(HOST.sub(" ", ADDRESS.sub(" ", PLACEHOLDER.sub(" ", text))))
    return " ".join(found).casefold() if len(found) >= FEWEST_WORDS else ""
