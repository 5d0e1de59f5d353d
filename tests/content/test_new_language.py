"""A further language is begun by commands alone, and nothing else has to change."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

from actions.content.loader import load_knowledge
from bot.bootstrap import check_knowledge
from bot.cli import app
from bot.config import PROJECT
from bot.editing.new_locale import HOW_MANY_FIRST

PARTS = ("knowledge", "nlu_data", "bot/locale", "tests/understanding")


@pytest.fixture(autouse=True)
def logs_of_others() -> Iterator[None]:
    """A command sets up its logs for good; the tests after it have their own."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that a language consists of."""
    for part in PARTS:
        shutil.copytree(PROJECT / part, tmp_path / part)
    return tmp_path


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_a_made_up_language_is_only_warned_of(copy: Path) -> None:
    said = run("new-locale", "eo", "Esperanto", "--project", str(copy))
    kb, problems = check_knowledge(copy)

    assert [str(problem) for problem in problems if problem.is_error] == []
    assert "eo" in kb.locales
    assert {entry_id for entry_id, locale in kb.todo if locale == "eo"} == kb.ids
    assert said.count("knowledge/eo/") == HOW_MANY_FIRST + 1
    assert all(
        (copy / "nlu_data" / "eo" / path.name).exists() for path in (copy / "nlu_data/en").iterdir()
    )


def test_its_spreadsheet_has_a_row_for_every_text(copy: Path, tmp_path: Path) -> None:
    run("new-locale", "eo", "Esperanto", "--project", str(copy))
    said = run("export", "eo", "--to", str(tmp_path / "eo.xlsx"), "--project", str(copy))

    kb, _ = load_knowledge(copy / "knowledge")
    texts = sum(2 + len(kb.entries[entry_id, kb.source_locale].variants) for entry_id in kb.ids)
    assert said.startswith(f"{texts} rows in ")
    assert "Nothing changes." in run("import", str(tmp_path / "eo.xlsx"), "--project", str(copy))


def test_an_entry_is_begun_and_counted_by_command(copy: Path) -> None:
    run("new-entry", "life/library", "--title", "Is there a library?", "--project", str(copy))

    shown = run("coverage", "--format", "json", "--project", str(copy))

    assert (copy / "knowledge" / "fa" / "life" / "library.md").is_file()
    complete = len(list((copy / "knowledge" / "en" / "life").glob("*.md"))) - 1
    counts = f'"complete": {complete}, "stale": 0, "missing": 1'
    assert f'"topic": "life", "locale": "en", {counts}' in shown


def test_the_entries_asked_most_exist() -> None:
    kb, _ = load_knowledge(PROJECT / "knowledge")
    first = (PROJECT / "knowledge" / "first.yml").read_text("utf-8")
    named = [line.removeprefix("  - ") for line in first.splitlines() if line.startswith("  - ")]

    assert len(named) == HOW_MANY_FIRST
    assert set(named) <= kb.ids
