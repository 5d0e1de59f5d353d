"""Countries, levels and roles are recognised as people write them in six languages."""

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.content.countries import COUNTRIES
from actions.content.entity_words import read_entity_words
from bot.nlu.rasa.countries import named_in_all
from bot.nlu.rasa.entity_keys import key, words
from bot.nlu.rasa.recognition import Recogniser

HERE = Path(__file__).parent
NLU_DATA = HERE.parents[1] / "nlu_data"
LOCALES = ("ar", "az", "en", "fa", "ru", "tr")
Case = tuple[str, str, str]  # locale, text, what it says


@cache
def recogniser() -> Recogniser:
    known, problems = read_entity_words(NLU_DATA)
    assert problems == []
    return Recogniser(named_in_all(known), known)


def cases(name: str) -> list[Case]:
    wanted: dict[str, dict[str, str]] = YAML(typ="safe").load(HERE / name)
    return [(locale, *case) for locale, phrases in wanted.items() for case in phrases.items()]


def found_in(text: str, locale: str | None) -> str:
    found = recogniser().recognise(text, locale)
    return " ".join(sorted({f"{each.value}{'!' if each.is_own else ''}" for each in found}))


def wrong(name: str, *, tell_language: bool) -> list[str]:
    return [
        f"{text!r}: {found or 'nothing'}, not {wanted or 'nothing'}"
        for locale, text, wanted in cases(name)
        if (found := found_in(text, locale if tell_language else None))
        != " ".join(sorted(wanted.split()))
    ]


@pytest.mark.parametrize("tell_language", [True, False])
@pytest.mark.parametrize(
    ("name", "fewest", "least"),
    [("entities.yml", 250, 0.96), ("entities_held_out.yml", 48, 0.85)],
)
def test_nearly_everything_is_recognised(
    name: str, fewest: int, least: float, *, tell_language: bool
) -> None:
    mistakes = wrong(name, tell_language=tell_language)

    assert {locale for locale, _, _ in cases(name)} == set(LOCALES)
    assert len(cases(name)) >= fewest
    assert 1 - len(mistakes) / len(cases(name)) >= least, "\n".join(mistakes)


@pytest.mark.parametrize("name", ["entities.yml", "entities_held_out.yml"])
def test_nobody_is_taken_for_a_citizen_of_another_country(name: str) -> None:
    for locale, text, wanted in cases(name):
        right = set(wanted.replace("!", "").split())
        found = {each.value for each in recogniser().recognise(text, locale) if each.is_own}

        assert found & COUNTRIES <= right, text


def test_every_country_is_known_in_every_language() -> None:
    known, _ = read_entity_words(NLU_DATA)
    named = {(each.locale, each.country) for each in named_in_all(known)}

    assert {locale for locale, _ in named} >= set(LOCALES)
    for locale in {locale for locale, _ in named}:
        assert len({code for known_in, code in named if known_in == locale}) >= 240


@pytest.mark.parametrize("locale", LOCALES)
def test_who_is_from_any_country_is_understood(locale: str) -> None:
    from babel import Locale  # noqa: PLC0415 -- only here

    names = Locale.parse(locale).territories
    said = {"en": "I am from {}", "ru": "мой паспорт: {}", "az": "{} vətəndaşıyam"}
    said |= {"tr": "{} vatandaşıyım", "fa": "من از {} هستم", "ar": "جنسيتي {}"}

    for code in ("KZ", "PK", "NG", "SD", "IN", "BD", "UZ", "YE", "ID", "FR", "VN", "AE", "LK"):
        text = said[locale].format(names[code])
        assert code in {each.value for each in recogniser().recognise(text, locale)}, text


def test_what_is_recognised_stands_where_it_says() -> None:
    text = "Hi! I’m from Kazakhstan, for a PhD"

    found = [(each.value, text[each.start : each.end]) for each in recogniser().recognise(text)]

    assert found == [("KZ", "Kazakhstan"), ("phd", "PhD")]


@pytest.mark.parametrize("text", ["", "?", "😀", "\u202e", "a" * 4096, "'’-", "ﷺ" * 300, "\ud83d"])
def test_nothing_is_so_odd_that_it_breaks(text: str) -> None:
    assert recogniser().recognise(text) == []
    assert recogniser().recognise(text, "xx") == []


def test_one_word_has_one_key_however_it_is_typed() -> None:
    assert key("Qazaxıstan") == key("QAZAXISTAN") == key("qazaxistan")
    assert key("Казахстан") == key("kazakhstan") == key("Kazahstan")
    assert key("Kazakistan'dan") == key("kazakistandan")
    assert key("كازاخستان") == key("کازاخستان")
    assert key("we") != key("she")


def test_a_sentence_ends_with_a_point_and_an_abbreviation_does_not() -> None:
    assert [word.sentence for word in words("Salam. T.C. vatandaşıyım! Vize?")] == [0, 1, 1, 1, 2]
