"""What checks stand on: the normal form of a question, addresses, problems."""

from pathlib import Path

import pytest

from actions.content.checks.checked import normal
from actions.content.problem import Problem, Severity, warning
from actions.content.web_address import is_web_address


@pytest.mark.parametrize(
    ("one", "other"),
    [("What is the fee?", "what is the FEE"), ("e-visa", "E visa!"), ("Straße", "STRASSE")],
)
def test_case_marks_and_blanks_make_no_difference(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_different_words_make_a_difference() -> None:
    assert normal("visa needed") != normal("visa not needed")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "beu.edu.az",
        "ftp://beu.edu.az",
        "https://",
        "https://beu",
        "https://beu.edu.az/a b",
        "https://beu.edu.az/<a>",
        "https://beu.edu.az/…",
        "https://[beu.az",
        "javascript:alert(1)",
        "https://beu.edu.az@evil.example/page",
    ],
)
def test_what_no_browser_opens_is_no_address(address: str) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize("address", ["https://beu.edu.az", "http://a.az/b?c=d#e", "https://ə.az/ü"])
def test_what_a_browser_opens_is_an_address(address: str) -> None:
    assert is_web_address(address)


def test_a_problem_reads_as_a_place_and_a_sentence() -> None:
    path = Path("knowledge/en/fees/tuition.md")

    assert str(Problem(path, 4, "is wrong")) == "knowledge/en/fees/tuition.md:4: is wrong"
    assert str(warning(path, 4, "is odd")) == "knowledge/en/fees/tuition.md:4: warning: is odd"
    assert Problem(path, 4, "is wrong").is_error
    assert warning(path, 4, "is odd").severity is Severity.WARNING
