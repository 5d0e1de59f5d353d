"""Countries, levels and roles are recognised as people write them in six languages."""

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.content.entity_words import read_entity_words
from bot.nlu.rasa.countries import named_in_all
from bot.nlu.rasa.recognition import Recogniser

HERE = Path(__file__).parent
NLU_DATA = HERE.parents[1] / "nlu_data"
PHRASES: dict[str, dict[str, str]] = YAML(typ="safe").load((HERE / "entities.yml").read_text("utf-8"))
CASES = [(locale, text, wanted) for locale, each in PHRASES.items() for text, wanted in each.items()]
LEAST_RIGHT = 0.95  # of all phrases, also where the language is not known


@cache
def recogniser() -> Recogniser:
    known, problems = read_entity_words(NLU_DATA)
    assert problems == []
    return Recogniser(named_in_all(known), known)


def found_in(text: str, locale: str | None) -> str:
    found = recogniser().recognise(text, locale)
    return " ".join(sorted({f"{each.value}{'!' if each.is_own else ''}" for each in found}))


def wrong(*, tell_language: bool) -> list[str]:
    return [
        f"{text!r}: {found or 'nothing'}, not {wanted or 'nothing'}"
        for locale, text, wanted in CASES
        if (found := found_in(text, locale if tell_language else None))
        != " ".join(sorted(wanted.split()))
    ]


@pytest.mark.parametrize("tell_language", [True, False])
def test_nearly_everything_is_recognised(tell_language: bool) -> None:
    mistakes = wrong(tell_language=tell_language)

    assert len(CASES) >= 150
    assert 1 - len(mistakes) / len(CASES) >= LEAST_RIGHT, "\n".join(mistakes)
