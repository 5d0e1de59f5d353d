"""Several questions in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.parts import MOST_PARTS, asks_twice, parts_of


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
        ("学费多少？有宿舍吗？", ("学费多少", "有宿舍吗")),
        ("学费多少，有宿舍吗", ("学费多少", "有宿舍吗")),
        ("was kostet das und gibt es ein heim", ("was kostet das", "gibt es ein heim")),
        ("cuánto cuesta y hay residencia", ("cuánto cuesta", "hay residencia")),
        ("kitna kharcha hai aur hostel hai kya", ("kitna kharcha hai", "hostel hai kya")),
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
        "est-ce qu'il y a une cafétéria",
        "",
        "???",
    ],
)
def test_one_question_has_no_parts(text: str) -> None:
    assert parts_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does it cost? Is there a dorm?", True),
        ("学费多少？有宿舍吗？", True),
        ("What does it cost?? Tell me", False),
        ("what does it cost, is there a dorm", False),
        ("ok? thanks?", False),
    ],
)
def test_two_question_marks_ask_twice(text: str, *, expected: bool) -> None:
    assert asks_twice(text) is expected


@given(st.text())
def test_there_are_two_parts_or_none_and_never_too_many(text: str) -> None:
    assert len(parts_of(text)) in {0, *range(2, MOST_PARTS + 1)}
