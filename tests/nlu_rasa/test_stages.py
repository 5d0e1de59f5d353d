"""The stage of the studies is taken from what people say of themselves, and from nothing else."""

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.content.circumstances import Stage
from actions.content.entity_words import read_entity_words
from bot.nlu.rasa.countries import named_in_all
from bot.nlu.rasa.phrases import written_out
from bot.nlu.rasa.recognition import Recogniser

HERE = Path(__file__).parent
LOCALES = ("ar", "az", "en", "fa", "fr", "ru", "tr")
NOTHING = "nothing"


@cache
def recogniser() -> Recogniser:
    known, problems = read_entity_words(HERE.parents[1] / "nlu_data")
    assert problems == []
    return Recogniser(named_in_all(known), known)


@cache
def messages() -> dict[str, dict[str, list[str]]]:
    written: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(HERE / "stages.yml")
    return written


def stages_in(text: str, locale: str | None) -> set[str]:
    found = recogniser().recognise(text, locale)
    return {each.value for each in found if each.kind == "stage"}


@pytest.mark.parametrize("tell_language", [True, False])
@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("locale", LOCALES)
def test_what_people_say_of_their_own_stage_is_understood(
    locale: str, stage: Stage, *, tell_language: bool
) -> None:
    for text in messages()[locale][stage]:
        assert stages_in(text, locale if tell_language else None) == {stage}, text


@pytest.mark.parametrize("tell_language", [True, False])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_supposed_asked_or_said_of_others_is_no_statement(
    locale: str, *, tell_language: bool
) -> None:
    for text in messages()[locale][NOTHING]:
        assert stages_in(text, locale if tell_language else None) == set(), text


def test_every_language_is_tried_in_every_way() -> None:
    assert set(messages()) == set(LOCALES)
    for cases in messages().values():
        assert set(cases) == {*Stage, NOTHING}
        assert len(cases[NOTHING]) >= 10


def test_a_statement_stands_where_it_says_and_is_the_writers_own() -> None:
    text = "Hello! I’ve already been admitted, what now?"

    [found] = recogniser().recognise(text, "en")

    assert (found.kind, found.value, found.is_own) == ("stage", "admitted", True)
    assert text[found.start : found.end] == "I’ve already been admitted"


def test_a_phrase_with_alternatives_stands_for_each_of_them() -> None:
    assert list(written_out("(I am|I was) admitted")) == ["I am admitted", "I was admitted"]
    assert list(written_out("admitted")) == ["admitted"]
