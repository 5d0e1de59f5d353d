"""`bot report` reads the database and writes a folder."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app


def report(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["report", *words], env={"BOT_HOME": str(folder / "var")})


def test_it_prints_and_writes_a_page_with_pictures(tmp_path: Path) -> None:
    result = report(tmp_path, "--out", str(tmp_path / "out"), "--locale", "en", "--days", "7")

    assert result.exit_code == 0, result.output
    assert "Nobody asked anything in this time." in result.stdout
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["days.png", "languages.png", "report.html", "report.txt"]


@pytest.mark.parametrize(
    "words", [("--locale", "xx"), ("--days", "0"), ("--days", "91"), ("--days", "some")]
)
def test_what_cannot_be_reported_is_refused(tmp_path: Path, words: tuple[str, str]) -> None:
    assert report(tmp_path, *words).exit_code == 2
