"""An answer as students see it: words, source, buttons."""

from dataclasses import replace
from datetime import date

import pytest

from actions.domain.occasion import Occasion
from tests.double.html import parse_html
from tests.telegram.sample import (
    APPLY,
    DEADLINES,
    found,
    phrasebook,
    presenter,
)
from tests.telegram.shown import buttons_of, data_of, text_of

TODAY = date(2026, 10, 5)
NOW = Occasion(TODAY)
EN = phrasebook()["en"]


@pytest.mark.parametrize(
    ("locale", "day"),
    [
        ("az", "1 sentyabr 2026"),
        ("en", "1 September 2026"),
        ("ru", "1 сентября 2026\u202fг."),
        ("tr", "1 Eylül 2026"),
    ],
)
def test_an_answer_shows_its_source_and_the_day_it_was_checked(locale: str, day: str) -> None:
    [call] = presenter().answer(found(), locale, NOW)

    parsed = parse_html(call.params["text"])
    links = [each.get("url") for each in parsed.entities if each["type"] == "text_link"]
    assert "example.edu" in parsed.text
    assert "www." not in parsed.text
    assert day in parsed.text
    assert links == ["https://apply.example/?a=1&b=2", APPLY.source]


@pytest.mark.parametrize("locale", ["fa", "ar"])
def test_an_answer_from_right_to_left_keeps_its_source_readable(locale: str) -> None:
    text = text_of(presenter().answer(found(), locale, NOW))

    assert "\u2068example.edu\u2069" in text


def test_the_direction_of_an_answer_is_that_of_its_own_language() -> None:
    persian = presenter().kb.find(APPLY.id, "fa")
    assert persian

    in_english = text_of(presenter().answer(persian, "en", NOW))
    in_persian = text_of(presenter().answer(found(is_fallback=True), "fa", NOW))

    assert "\u2068beu.edu.az/en\u2069" in in_english
    assert "Apply online by <1 May>" in in_persian


def test_an_answer_in_another_language_says_so_in_the_students_own() -> None:
    text = text_of(presenter().answer(found(is_fallback=True), "tr", NOW))

    note, answer = text.split("\n\n")[:2]
    assert "Türkçe" in note
    assert "English" in note
    assert answer.startswith("Apply online")


def test_an_answer_in_the_right_language_needs_no_note() -> None:
    assert text_of(presenter().answer(found(), "en", NOW)).startswith("Apply online")


def test_an_answer_whose_term_is_over_warns_first() -> None:
    text = text_of(presenter().answer(found(DEADLINES), "en", NOW))

    assert text.startswith(EN("lapsed_note", date="30 September 2026"))


def test_on_the_last_day_of_its_term_an_answer_still_counts() -> None:
    text = text_of(presenter().answer(found(DEADLINES), "en", Occasion(date(2026, 9, 30))))

    assert "September 30" not in text


def test_below_an_answer_are_thumbs_related_questions_and_a_person() -> None:
    calls = presenter().answer(found(), "az", NOW)

    assert data_of(calls) == [
        "y:az:admission/how-to-apply",
        "n:az:admission/how-to-apply",
        "e:az:admission/deadlines",
        "p",
    ]


def test_a_rated_answer_has_no_thumbs_left() -> None:
    board = presenter().answer_keyboard(found(), "en", NOW)

    data = [row[0]["callback_data"] for row in board["inline_keyboard"]]  # type: ignore[attr-defined]
    assert data == ["e:en:admission/deadlines", "p"]


def test_a_long_answer_is_several_messages_with_one_keyboard() -> None:
    long = replace(APPLY, body="A sentence that goes on. " * 400)

    calls = presenter().answer(found(long), "en", NOW)

    assert len(calls) == 3
    assert [bool(buttons_of([call])) for call in calls] == [False, False, True]
