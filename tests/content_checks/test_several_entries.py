"""What can be seen only between several files."""

from pathlib import Path

import pytest

from actions.content.checks.consistency import one_number_a_rule
from actions.content.checks.translations import translations_are_fresh, translations_have_a_source
from tests.content_checks.small_project import (
    ANSWERS,
    change,
    checked,
    entry_path,
    entry_text,
    make_project,
)
from tests.content_reading.files import write

RULE = "If you stay in the country more than {} days, register your place of stay at once."


def other_entry(folder: Path, answer: str) -> Path:
    """A second entry of Emma's in English: the go club."""
    text = entry_text("en").replace(ANSWERS["en"], answer).replace("chess", "go")
    return write(folder / "knowledge" / "en" / "life" / "go.md", text)


def test_a_changed_source_makes_exactly_its_translations_stale(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Lessons begin", "All lessons begin")
    change(entry_path(folder, "ru"), 'based_on: "', '# by Ruslan\nbased_on: "')

    found = list(translations_are_fresh(checked(folder)))

    stale = {problem.path.parts[-3]: problem for problem in found}
    assert stale.keys() == {"az", "ru", "fa"}
    for code, problem in stale.items():
        lines = entry_path(folder, code).read_text("utf-8").split("\n")
        assert lines[problem.line - 1].startswith("based_on:")


def test_two_entries_that_state_one_rule_with_two_numbers_are_found(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Yes, join", f"{RULE.format(15)}\n\nYes, join")
    go = other_entry(folder, RULE.format(10))

    (problem,) = one_number_a_rule(checked(folder))

    assert (problem.path, problem.line) == (go, 14)
    assert problem.message.startswith("says 10 where chess.md:14 says 15")


@pytest.mark.parametrize("other", [RULE.format(15), "You may play for 10 days in the great hall."])
def test_the_same_rule_and_another_one_are_left_alone(other: str, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Yes, join", f"{RULE.format(15)}\n\nYes, join")
    other_entry(folder, other)

    assert list(one_number_a_rule(checked(folder))) == []


def test_an_entry_without_its_source_is_found(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    entry_path(folder, "en").unlink()

    found = list(translations_have_a_source(checked(folder)))

    assert [problem.path.parts[-3] for problem in found] == ["az", "fa", "ru"]
