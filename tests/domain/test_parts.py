"""Several questions in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.parts import MOST_PARTS, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What does it cost? Is there a dormitory?", ("What does it cost", "Is there a dormitory")),
        ("what does it cost and is there a dorm", ("what does it cost", "is there a dorm")),
        ("qiymət nədir və yataqxana varmı", ("qiymət nədir", "yataqxana varmı")),
        ("сколько стоит и есть ли общежитие", ("сколько стоит", "есть ли общежитие")),
        ("شهریه چقدر است و خوابگاه دارید", ("شهریه چقدر است", "خوابگاه دارید")),
        ("كم الرسوم وهل يوجد سكن", ("كم الرسوم", "وهل يوجد سكن")),
        ("وين السكن وشقد القسط", ("وين السكن", "وشقد القسط")),
        ("ücret ne kadar bi de yurt var mı", ("ücret ne kadar", "yurt var mı")),
        ("visa documents,\nprice of the dorm", ("visa documents,", "price of the dorm")),
    ],
)
def test_each_question_is_a_part(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "How do I apply?",
        "How do I get a visa",
        "Hi! How do I apply?",
        "see beu.edu.az for IELTS 5.5",
        "ok. thanks",
        "",
        "???",
    ],
)
def test_one_question_has_no_parts(text: str) -> None:
    assert parts_of(text) == ()


@given(st.text())
def test_there_are_two_parts_or_none_and_never_too_many(text: str) -> None:
    assert len(parts_of(text)) in {0, *range(2, MOST_PARTS + 1)}
