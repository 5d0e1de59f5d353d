"""What a message is made of."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.text import LONGEST, cleaned, is_readable

OVERRIDE, ISOLATE, SURROGATE, BYTE_ORDER_MARK = "\u202e", "\u2066", "\ud800", "\ufeff"


@pytest.mark.parametrize("hidden", [OVERRIDE, ISOLATE, SURROGATE, BYTE_ORDER_MARK, "\0", "\x1b"])
def test_what_cannot_be_seen_is_taken_out(hidden: str) -> None:
    assert cleaned(f"vi{hidden}sa") == "visa"


def test_what_persian_and_emoji_need_stays() -> None:
    assert cleaned("می\u200cخواهم 👩\u200d🎓") == "می\u200cخواهم 👩\u200d🎓"


def test_lines_stay_lines() -> None:
    assert cleaned(" one\n\ttwo \n") == "one\n\ttwo"


def test_a_novel_is_cut_to_what_a_model_can_read() -> None:
    assert cleaned("salam " * 20_000) == ("salam " * 683)[:LONGEST]


def test_a_question_behind_invisible_characters_is_still_read() -> None:
    assert cleaned(OVERRIDE * LONGEST + "visa") == "visa"


@pytest.mark.parametrize("text", ["", "   ", "?!", "😀" * 4096, "12 345", "a", "…", "1a2"])
def test_without_two_letters_there_is_nothing_to_understand(text: str) -> None:
    assert not is_readable(text)


@pytest.mark.parametrize("text", ["hi", "да", "سلام", "ok?", "q1 w2"])
def test_two_letters_can_be_a_question(text: str) -> None:
    assert is_readable(text)


@given(st.text(max_size=200))
def test_what_is_left_is_short_and_can_be_written_down(text: str) -> None:
    kept = cleaned(text)

    kept.encode()
    assert len(kept) <= LONGEST
    assert all(unicodedata.category(c)[0] != "C" or c in "\n\t\u200c\u200d" for c in kept)


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=200))
def test_plain_words_are_left_as_they_are(text: str) -> None:
    assert cleaned(text) == text
