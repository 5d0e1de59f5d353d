"""Files that are in the wrong place, doubled, or name what does not exist."""

from pathlib import Path

import pytest

from actions.content.checks.conditions import variants_are_reached
from actions.content.checks.files import every_file_is_read, plain_names
from actions.content.checks.questions import nothing_held_out, one_entry_a_question
from actions.content.checks.registers import one_file_a_partner
from actions.content.checks.training import one_intent_a_message
from bot.bootstrap import read_project
from tests.content_checks.small_project import (
    PARTNER,
    TODAY,
    change,
    checked,
    entry_path,
    entry_text,
    make_project,
)
from tests.content_reading.files import write

NUMBERS = "knowledge/en/numbers.yml"


@pytest.mark.parametrize(
    "name",
    [
        "knowledge/facts/more.yaml",
        "knowledge/desk.yml",
        "knowledge/event/evening.yml",
        "knowledge/events/2026/evening.yml",
        "knowledge/en/life/go.md.txt",
        "knowledge/en/life/go.MD",
        "knowledge/xx/numbers.yml",
        "nlu_data/en/more.yaml",
        "nlu_data/xx/intents.yml",
    ],
)
def test_a_file_that_nobody_reads_is_named(name: str, tmp_path: Path) -> None:
    path = write(make_project(tmp_path) / name, "x: y\n")

    (problem,) = every_file_is_read(checked(tmp_path))

    assert (problem.path, problem.line) == (path, 1)
    assert not problem.is_error


def test_examples_may_be_in_a_language_that_is_only_understood(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    write(project / "nlu_data/languages.yml", 'de:\n  read: en\n  examples: ["guten tag"]\n')
    write(project / "nlu_data/de/examples.yml", 'life/chess:\n  - "gibt es einen schachclub"\n')

    assert list(every_file_is_read(checked(tmp_path))) == []


@pytest.mark.parametrize(
    "name",
    ["knowledge/README.md", "knowledge/en/life/chess.md~", "knowledge/.DS_Store", "nlu_data/.x/y"],
)
def test_pages_for_people_and_leftovers_of_programs_are_left_alone(
    name: str, tmp_path: Path
) -> None:
    write(make_project(tmp_path) / name, "x\n")

    assert list(every_file_is_read(checked(tmp_path))) == []


@pytest.mark.parametrize("name", ["Chess", "chess club", "chess (1)", "şahmat", "chess-"])
def test_an_entry_has_a_name_that_every_computer_can_write(name: str, tmp_path: Path) -> None:
    path = write(
        make_project(tmp_path) / "knowledge" / "en" / "life" / f"{name}.md", entry_text("en")
    )

    (problem,) = plain_names(checked(tmp_path))

    assert problem.path == path


def test_a_variant_that_others_hide_is_found_at_its_heading(tmp_path: Path) -> None:
    path = entry_path(make_project(tmp_path), "en")
    line = change(path, "=== level: phd", "=== level: phd, master\nFree.\n\n=== level: phd") + 3

    (problem,) = variants_are_reached(checked(tmp_path))

    assert (problem.path, problem.line) == (path, line)
    assert problem.message.startswith("nobody is told the variant “level: phd”")


def test_a_variant_for_some_of_a_group_is_reached(tmp_path: Path) -> None:
    path = entry_path(make_project(tmp_path), "en")
    both = "=== citizenship: neighbours\nCome.\n\n=== citizenship: TR\nCome in.\n\n=== level: phd"
    change(path, "=== level: phd", both)

    assert list(variants_are_reached(checked(tmp_path))) == []


def test_a_university_with_two_files_is_named_once(tmp_path: Path) -> None:
    twin = make_project(tmp_path) / "knowledge" / "partners" / "school2.yml"
    write(twin, PARTNER.replace("Chess School", "Chess-school"))

    (problem,) = one_file_a_partner(checked(tmp_path))

    assert (problem.path, problem.line) == (twin, 1)


@pytest.mark.parametrize(
    "question", ["sahmat klubuna yazilmaq olar", "Yazılmaq olar şahmat klubuna?"]
)
def test_a_question_is_stolen_without_its_accents_and_in_another_order(
    question: str, tmp_path: Path
) -> None:
    path = make_project(tmp_path) / "knowledge" / "ru" / "life" / "go.md"
    write(path, entry_text("ru").replace("можно вступить в шахматный клуб 8", question))

    found = [each for each in one_entry_a_question(checked(tmp_path)) if question in each.message]

    assert [each.path for each in found] == [path]


def test_a_held_out_question_with_a_word_moved_is_found(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    asked = "please, may I join the chess club 8"
    write(folder / "tests" / "understanding" / "en" / "questions.yml", f'- ask: "{asked}"\n')
    line = change(entry_path(folder, "en"), "may I join the chess club 8", "X")
    change(entry_path(folder, "en"), '"X"', '"May I join the chess club 8 please"')

    (problem,) = nothing_held_out(checked(folder))

    assert (problem.path, problem.line) == (entry_path(folder, "en"), line)


@pytest.mark.parametrize("locale", ["az", "en"])
def test_an_example_is_stolen_without_its_accents_in_any_language(
    locale: str, tmp_path: Path
) -> None:
    path = make_project(tmp_path) / "nlu_data" / locale / "more.yml"
    write(path, 'urgent:\n  - "sahmat klubuna yazilmaq olar 2"\n')

    (problem,) = one_intent_a_message(checked(tmp_path))

    assert (problem.path, problem.line) == (path, 2)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("knowledge/topics.yml", "desk: office", "desk: office\n  icon: x", "`life:` has `icon:`"),
        ("knowledge/locales.yml", "source: en", "source: en\nsorce: en", "`sorce:` is not known"),
        ("knowledge/locales.yml", "direction: ltr", "direction: ltr, x: y", "`az:` has `x:`"),
        (NUMBERS, "days: day*", "dayz: day*", "`dayz:` must be one of minutes, hours, days"),
        (NUMBERS, "16: sixteen", "16: fifteen", "“fifteen” stands under 15 and 16"),
        ("nlu_data/en/intents.yml", '"thank you"', '""', "`thanks:` must be a list of texts"),
    ],
)
def test_what_can_not_be_read_is_named(
    name: str, old: str, new: str, says: str, tmp_path: Path
) -> None:
    path = make_project(tmp_path) / name
    change(path, old, new)

    _, problems = read_project(tmp_path, TODAY)

    assert [(p.path, p.is_error) for p in problems if p.message.startswith(says)] == [(path, True)]
