"""Which language to answer in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.interpretation import Guess
from actions.domain.locale_choice import best_match, choose_locale
from tests.strategies import LOCALES, guesses, tags


def chosen(prior: str | None, **spoken: float) -> str:
    found = [Guess(locale, confidence) for locale, confidence in spoken.items()]
    return choose_locale(found, prior, LOCALES, "en")


def test_the_language_of_the_message_is_answered_in() -> None:
    assert chosen("en", ru=0.9, en=0.05) == "ru"


def test_near_languages_are_told_apart_by_what_we_last_spoke() -> None:
    assert chosen("az", tr=0.6, az=0.35) == "az"
    assert chosen("tr", tr=0.6, az=0.35) == "tr"
    assert chosen(None, tr=0.6, az=0.35) == "tr"


def test_a_habit_does_not_outweigh_a_plain_message() -> None:
    assert chosen("az", tr=0.95, az=0.04) == "tr"


def test_a_message_that_says_nothing_of_its_language_is_answered_in_the_person_s() -> None:
    assert chosen("fa-IR", en=0.19, ru=0.18) == "fa"
    assert chosen("fa") == "fa"


def test_who_speaks_nothing_that_we_do_is_answered_in_the_default_language() -> None:
    assert chosen("de", de=0.99) == "en"
    assert chosen(None) == "en"


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("az", "az"), ("az-AZ", "az"), ("az_AZ", "az"), ("AZ", "az"), ("fa-raw", "fa")],
)
def test_a_tag_is_matched_by_its_language(tag: str, locale: str) -> None:
    assert best_match(tag, LOCALES) == locale


@pytest.mark.parametrize("tag", [None, "", "de", "zh-hans", "azb", "-az", "e"])
def test_what_we_do_not_speak_matches_nothing(tag: str | None) -> None:
    assert best_match(tag, LOCALES) is None


@given(guesses, tags)
def test_the_answer_is_always_in_a_language_that_we_speak(
    found: list[Guess], prior: str | None
) -> None:
    assert choose_locale(found, prior, LOCALES, "en") in LOCALES


@given(guesses, st.sampled_from(LOCALES))
def test_having_spoken_a_language_never_makes_it_less_likely(
    found: list[Guess], locale: str
) -> None:
    if choose_locale(found, None, LOCALES, "en") == locale:
        assert choose_locale(found, locale, LOCALES, "en") == locale


def test_another_language_is_answered_in_what_its_speakers_read() -> None:
    guesses = (Guess("uk", 0.9), Guess("ru", 0.1))

    assert choose_locale(guesses, None, LOCALES, "en", {"uk": "ru"}) == "ru"
    assert choose_locale(guesses, "az", LOCALES, "en", {"uk": "ru"}) == "az"
    assert choose_locale(guesses, None, LOCALES, "en") == "en"
