"""`bot check`: what it prints, and the exit code that tells."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.content_checks.small_project import change, entry_path, make_project


@pytest.fixture(autouse=True)
def logs_of_others() -> Iterator[None]:
    """A command sets up its logs for good; the tests after it have their own."""
    yield
    structlog.reset_defaults()


def check(folder: Path, *options: str) -> Result:
    words = ["check", "--project", str(folder), *options]
    return CliRunner().invoke(app, words, env={"BOT_HOME": str(folder / "var")})


def test_a_sound_project_passes(tmp_path: Path) -> None:
    result = check(make_project(tmp_path), "--no-questions")

    assert result.exit_code == 0
    assert result.stdout == ""
    assert "4 entries, 0 errors, 0 warnings" in result.stderr


def test_warnings_alone_pass(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "az"), "Bəli", "Bə\u200bli")

    result = check(folder, "--no-questions")

    assert result.exit_code == 0
    assert "0 errors, 1 warnings" in result.stderr


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_an_error_fails_in_every_format(form: str, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = entry_path(folder, "ru")
    line = change(path, "**15 дней**", "**16 дней**")

    result = check(folder, "--no-questions", "--format", form)

    assert result.exit_code == 1
    if form == "json":
        (problem,) = json.loads(result.stdout)["problems"]
        assert (problem["file"], problem["line"]) == (str(path), line)
    else:
        start = {"text": f"{path}:{line}: says", "github": f"::error file={path},line={line}::says"}
        assert result.stdout.startswith(start[form])


def test_it_says_that_questions_were_not_compared(tmp_path: Path) -> None:
    result = check(make_project(tmp_path))

    assert result.exit_code == 0
    assert "Questions were not compared with those of other entries:" in result.stderr
