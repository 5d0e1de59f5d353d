"""Checks of content that need to know how Telegram shows it."""

from datetime import date

import pytest

from actions.content.checks import Checked
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import Problem
from actions.content.registry import Registry
from bot.content_checks.rendered import (
    ROOM,
    complete_links,
    fits_one_message,
    formatting_telegram_has,
    links_say_where_they_lead,
    nothing_left_open,
)
from tests.content_reading.files import entry_text, parsed

CHECKS = (
    formatting_telegram_has,
    nothing_left_open,
    complete_links,
    links_say_where_they_lead,
    fits_one_message,
)
FITS = 4096 - ROOM
FIRST = 8  # the line on which an answer begins
TEXT = "Costs:"
TODAY = date(2026, 11, 23)


def problems_of(body: str) -> list[Problem]:
    entry = parsed(entry_text(body=f"{body}\n"))
    checked = Checked(KnowledgeBase.of(Registry("en", "en", {}, {}), [entry]), TODAY)
    return [problem for check in CHECKS for problem in check(checked)]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("# Fees", "a heading"),
        ("### Fees", "a heading"),
        ("| a | b |", "a table"),
        ("![the campus](https://beu.edu.az/a.png)", "a table or picture"),
        ("<b>2500</b>", "HTML"),
    ],
)
def test_what_telegram_cannot_show_is_found_at_its_line(line: str, what: str) -> None:
    (problem,) = problems_of(f"{TEXT}\n\n{line}\n\nAnd more.")

    assert problem.line == FIRST + 2
    assert problem.message.startswith(f"Telegram can't show {what}")


def test_an_answer_may_begin_like_a_question_and_is_still_found_at_its_line() -> None:
    (problem,) = problems_of("tuition\n# Fees")

    assert problem.line == FIRST + 1


@pytest.mark.parametrize(
    "address", ["beu.edu.az/en", "/en/page", "http://beu", "https://beu.edu.az/…"]
)
def test_a_link_that_leads_nowhere_is_found_at_its_line(address: str) -> None:
    (problem,) = problems_of(f"{TEXT}\n\nSee [the page]({address}).")

    assert problem.line == FIRST + 2
    assert "is no complete address" in problem.message


@pytest.mark.parametrize(
    "label", ["club.az", "www.club.pdf", "https://club.zip/a", "club.az/a.pdf"]
)
def test_a_link_that_says_another_site_is_found(label: str) -> None:
    (problem,) = problems_of(f"Fill in [{label}](https://beu.edu.az/form).")

    assert problem.message.startswith("the link says club.")


@pytest.mark.parametrize("label", ["ariza.pdf", "form.docx", "FORM.XLSX", "**ariza.2026.pdf**"])
def test_the_name_of_a_file_may_stand_on_a_link(label: str) -> None:
    assert problems_of(f"Fill in [{label}](https://beu.edu.az/files/1).") == []


def test_an_answer_that_is_too_long_is_found() -> None:
    (problem,) = problems_of("word " * 800)

    assert problem.line == FIRST
    assert problem.message == f"is 3999 characters long; shorten it to {FITS}"


@pytest.mark.parametrize(
    "body",
    [
        "x" * FITS,
        f"[{'x' * FITS}](https://beu.edu.az/{'y' * 500})",  # only what is shown counts
        "Write to iro@beu.edu.az, #1 of 2 | 3 < 4, or **call** *them*.",
        "- [mail](mailto:iro@beu.edu.az)\n- [call](tel:+994123499966)\n- <https://beu.edu.az>",
        "> quoted\n\n1. one\n2. `two`",
    ],
)
def test_what_telegram_can_show_is_left_alone(body: str) -> None:
    assert problems_of(body) == []
