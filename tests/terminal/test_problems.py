"""Findings for people, for GitHub and for programs."""

import json
from pathlib import Path

from actions.content.problem import Problem, warning
from bot.terminal.problems import ReportFormat, report

HERE = Path("/project")
FOUND = (
    warning(HERE / "knowledge/az/a.md", 3, "is old; check it"),
    Problem(HERE / "knowledge/en/a,b.md", 7, "100% wrong\nreally"),
    Problem(Path("/elsewhere/c.md"), 1, "is gone"),
)


def test_people_read_errors_before_warnings() -> None:
    assert list(report(FOUND, ReportFormat.TEXT, HERE)) == [
        "/elsewhere/c.md:1: is gone",
        "knowledge/en/a,b.md:7: 100% wrong\nreally",
        "knowledge/az/a.md:3: warning: is old; check it",
    ]


def test_github_shows_each_at_its_line() -> None:
    assert list(report(FOUND, ReportFormat.GITHUB, HERE)) == [
        "::error file=/elsewhere/c.md,line=1::is gone",
        "::error file=knowledge/en/a%2Cb.md,line=7::100%25 wrong%0Areally",
        "::warning file=knowledge/az/a.md,line=3::is old; check it",
    ]


def test_programs_read_one_object() -> None:
    (line,) = report(FOUND[:1], ReportFormat.JSON, HERE, ["there is no model"])

    assert json.loads(line) == {
        "problems": [
            {
                "file": "knowledge/az/a.md",
                "line": 3,
                "severity": "warning",
                "message": "is old; check it",
            }
        ],
        "skipped": ["there is no model"],
    }
