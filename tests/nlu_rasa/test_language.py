"""The language of a message."""

import pytest

from bot.nlu.rasa import scripts
from bot.nlu.rasa.language_model import ENOUGH, LanguageModel
from bot.nlu.rasa.scripts import foreign_language
from tests.nlu_rasa.conftest import ENTRIES, INTENTS

EXAMPLES = [
    *((text, place.partition("/")[0]) for place, texts in ENTRIES.items() for text in texts),
    *(
        (text, locale)
        for locale, each in INTENTS.items()
        for texts in each.values()
        for text in texts
    ),
]


@pytest.fixture(scope="module")
def language_model() -> LanguageModel:
    return LanguageModel.learn(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("when is the last day", "en"),
        ("yataqxana varmı", "az"),
        ("son tarix ne vaxtdir", "az"),
        ("сколько стоит общежитие", "ru"),
        ("skolko stoit obshchezhitie", "ru"),
    ],
)
def test_our_languages_are_found_in_any_letters(
    language_model: LanguageModel, text: str, locale: str
) -> None:
    assert language_model.guess(text)[0][0] == locale


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("你好", "zh"),
        ("नमस्ते", "hi"),
        ("გამარჯობა", "ka"),
        ("чи є гуртожиток", "uk"),
        ("сәлеметсіз бе", "kk"),
    ],
)
def test_other_languages_are_named_by_their_letters(
    language_model: LanguageModel, text: str, language: str
) -> None:
    assert language_model.guess(text) == [(language, 0.9)]


@pytest.mark.parametrize("text", ["нә көмәк едә биләрсән", "өдәниш һаггында"])
def test_letters_that_azerbaijani_has_as_well_give_nothing_away(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize("text", ["", "?!", "12345", "😀"])
def test_a_text_without_letters_is_in_no_language(language_model: LanguageModel, text: str) -> None:
    assert language_model.guess(text) == []


def test_a_greeting_is_learned_however_many_stories_there_are() -> None:
    stories = [
        *((f"my room {n} has a broken window again", "en") for n in range(ENOUGH * 3)),
        *((f"{n} mənim otağımda pəncərə yenə sınıb axı", "az") for n in range(ENOUGH)),
    ]

    model = LanguageModel.learn([*stories, ("canım", "en"), ("salam", "az")])

    assert model.guess("canım")[0][0] == "en"  # though its letters look like the other's


def test_shares_are_shares(language_model: LanguageModel) -> None:
    shares = [share for _, share in language_model.guess("salam, hello")]

    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)


def test_it_says_the_same_after_it_was_kept(language_model: LanguageModel) -> None:
    again = LanguageModel.of_arrays(language_model.names(), language_model.arrays())

    assert again.guess("yataqxana varmı")[0] == pytest.approx(
        language_model.guess("yataqxana varmı")[0], abs=0.01
    )


def test_the_main_script_is_that_of_most_letters() -> None:
    assert scripts.main_script("BEU общежитие") == scripts.CYRILLIC
    assert scripts.main_script("...") is None
