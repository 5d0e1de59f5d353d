"""Latin words and numbers inside a line that runs from right to left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering.bidi import isolate, isolate_text
from bot.telegram.rendering.runs import Run

OPEN, CLOSE = "\u2068", "\u2069"


def marked(text: str) -> str:
    """The marks, so that one can see them."""
    return isolate_text(text).replace(OPEN, "⟦").replace(CLOSE, "⟧")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سایت beu.edu.az/en را ببینید", "سایت ⟦beu.edu.az/en⟧ را ببینید"),
        ("ایمیل: a.b@beu.edu.az است", "ایمیل: ⟦a.b@beu.edu.az⟧ است"),
        ("زنگ (012) 919 00 91 بزنید", "زنگ ⟦(012) 919 00 91⟧ بزنید"),
        ("شماره +994 12 349 99 95.", "شماره ⟦+994 12 349 99 95⟧."),
        ("/start یا /help", "⟦/start⟧ یا ⟦/help⟧"),
        ("خدمات (ASAN) است", "خدمات ⟦(ASAN)⟧ است"),
        ("(در ASAN Xidmət)", "(در ⟦ASAN Xidmət⟧)"),
        ("نمره IELTS 5.5، یا TOEFL", "نمره ⟦IELTS 5.5⟧، یا ⟦TOEFL⟧"),
        ("برنامه Erasmus+ است", "برنامه ⟦Erasmus+⟧ است"),
        ("نظام 3+1 است", "نظام ⟦3+1⟧ است"),
        ("از @beu_bot بپرسید", "از ⟦@beu_bot⟧ بپرسید"),
    ],
)
def test_a_latin_fragment_keeps_its_own_direction(text: str, shown: str) -> None:
    assert marked(text) == shown


@pytest.mark.parametrize("text", ["سال 2026 است", "۱۲ روز", "فقط فارسی (و عربی)", ""])
def test_what_needs_no_marks_gets_none(text: str) -> None:
    assert isolate_text(text) == text


@given(st.text("abÇə019 ().,:/@+-_سلام\n", max_size=80))
def test_marks_come_in_pairs_and_change_no_letter(text: str) -> None:
    shown = isolate_text(text)

    assert shown.replace(OPEN, "").replace(CLOSE, "") == text
    assert [c for c in shown if c in OPEN + CLOSE] == [OPEN, CLOSE] * shown.count(OPEN)


@given(st.text("ab09 ()سلام", max_size=60))
def test_no_bracket_stands_alone_between_the_marks(text: str) -> None:
    inside = [part.partition(CLOSE)[0] for part in isolate_text(text).split(OPEN)[1:]]

    assert all(part.count("(") == part.count(")") for part in inside)


def test_formatting_stays() -> None:
    assert isolate([Run("در BEU", ("b",))]) == [Run(f"در {OPEN}BEU{CLOSE}", ("b",))]
