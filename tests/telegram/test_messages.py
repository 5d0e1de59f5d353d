"""The assistant's words with other people's values in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.registry import Locale
from bot.telegram.rendering.messages import Voice, messages
from bot.telegram.rendering.runs import Run, to_html
from tests.double.html import parse_html
from tests.telegram.sample import LOCALES, phrasebook

LOCALE_CODES = sorted(LOCALES)


def voice(locale: str = "en") -> Voice:
    """A language of the sample."""
    return Voice(phrasebook()[locale], LOCALES[locale])


@pytest.mark.parametrize(
    "hostile",
    [
        *("<b>Bobby</b>", "**Bobby**", "_Bo_ `b` [y](https://evil.example)", "&lt;script&gt;"),
        *("{name}", "{0}", "\\", "a\\", "<https://evil.example>", "# Bo", "* * *", "](x)"),
    ],
)
@pytest.mark.parametrize("locale", LOCALE_CODES)
def test_a_value_is_shown_as_it_is_written(hostile: str, locale: str) -> None:
    parsed = parse_html(to_html(voice(locale).say("unknown_command", command=hostile)))

    assert hostile in parsed.text.replace("\u2068", "").replace("\u2069", "")
    assert not parsed.entities


@given(st.text(min_size=1, max_size=40))
def test_no_value_can_add_formatting_or_lose_a_letter(value: str) -> None:
    parsed = parse_html(to_html(voice().say("unknown_command", command=value)))

    assert not parsed.entities
    assert _letters(value) in _letters(parsed.text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def test_a_value_of_several_lines_begins_no_list() -> None:
    text = to_html(voice().say("unknown_command", command="x\n\n- y\r\n> z"))

    assert "x  - y &gt; z" in text


def test_words_around_a_value_keep_their_formatting() -> None:
    assert to_html(voice().say("choose_entry", topic="*Fees*")).startswith("<b>*Fees*</b>:")


def test_words_on_a_button_are_plain() -> None:
    assert "<" not in voice().label("none_of_these")


def test_only_languages_from_right_to_left_get_marks() -> None:
    said = {code: to_html(voice(code).say("help")) for code in LOCALE_CODES}

    assert {code for code, text in said.items() if "\u2068/menu\u2069" in text} == {"ar", "fa"}


def test_a_language_without_words_of_its_own_borrows_those_of_the_default() -> None:
    german = Voice(phrasebook()["de"], Locale("de", "Deutsch"))

    assert german.label("none_of_these") == voice("en").label("none_of_these")


def test_the_keyboard_hangs_below_the_last_of_several_messages() -> None:
    board = {"inline_keyboard": [[{"text": "a", "callback_data": "m"}]]}

    calls = messages([Run("word " * 2000)], board)

    assert [call.params.get("reply_markup") for call in calls] == [None, None, board]
    assert all(call.params["parse_mode"] == "HTML" for call in calls)


def test_nothing_to_say_is_no_message() -> None:
    assert messages([Run(""), Run(" \n")]) == []
