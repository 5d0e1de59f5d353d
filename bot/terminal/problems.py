"""Findings for people, for GitHub and for programs: `bot check --format`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from actions.content.problem import Problem


class ReportFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    GITHUB = "github"  # shown at the line in a pull request
    JSON = "json"


def report(
    problems: Iterable[Problem], form: ReportFormat, here: Path, skipped: Iterable[str] = ()
) -> Iterator[str]:
    """Lines for standard output, errors first; paths below `here` are relative to it."""
    nearby = [_near(problem, here) for problem in problems]
    ordered = sorted(nearby, key=lambda problem: (not problem.is_error, problem))
    if form is ReportFormat.JSON:
        found = [_as_object(problem) for problem in ordered]
        yield json.dumps({"problems": found, "skipped": list(skipped)}, ensure_ascii=False)
        return
    for problem in ordered:
        yield str(problem) if form is ReportFormat.TEXT else _as_command(problem)


def _near(problem: Problem, here: Path) -> Problem:
    """The same problem with a path that can be clicked in this folder."""
    is_below = problem.path.is_relative_to(here)
    return replace(problem, path=problem.path.relative_to(here)) if is_below else problem


def _as_object(problem: Problem) -> dict[str, str | int]:
    return {
        "file": str(problem.path),
        "line": problem.line,
        "severity": str(problem.severity),
        "message": problem.message,
    }


def _as_command(problem: Problem) -> str:
    """A workflow command of GitHub Actions, with the signs escaped that would end it."""
    file = _escaped(str(problem.path)).replace(":", "%3A").replace(",", "%2C")
    return f"::{problem.severity} file={file},line={problem.line}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
