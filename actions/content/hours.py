"""When the office answers, as `office_hours.yml` says."""

import re
from collections.abc import Callable
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any

from actions.content.problem import Problem
from actions.content.week import BAKU, WORKDAYS, Hours, Span
from actions.content.yaml_file import problem_at, read_mapping

HOURS = "office_hours.yml"
FIELDS = frozenset(
    {"timezone", "country", "week", "closed", "open", "source", "checked_on"},
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d) *[-–] *([01]?\d|2[0-3]):([0-5]\d)")
COUNTRY = re.compile(r"[A-Z]{2}")
ZONE = re.compile(r"[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/]+|UTC")


def read_hours(path: Path) -> tuple[Hours, list[Problem]]:
    """Read the file, if there is one; what can't be read is as usual, and named."""
    if not path.exists():
        return Hours(), []
    fields = read_mapping(path)
    if isinstance(fields, Problem):
        return Hours(), [fields]
    problems = [
        problem_at(path, key, f"`{key}:` is not known here; use {', '.join(sorted(FIELDS))}")
        for key in fields.keys() - FIELDS
    ]

    def wrong(key: str, what: str) -> None:
        problems.append(problem_at(path, key, f"`{key}:` {what}"))

    hours = Hours(
        _zone(fields.get("timezone"), wrong),
        _week(fields.get("week"), wrong),
        _country(fields.get("country"), wrong),
        _days("closed", fields.get("closed"), wrong),
        _days("open", fields.get("open"), wrong),
    )
    return hours, problems


Wrong = Callable[[str, str], None]


def _zone(value: object, wrong: Wrong) -> str:
    if value is None or ZONE.fullmatch(str(value)):
        return BAKU if value is None else str(value)
    wrong("timezone", f"must be a name such as {BAKU}")
    return BAKU


def _country(value: object, wrong: Wrong) -> str | None:
    if value is None or COUNTRY.fullmatch(str(value)):
        return None if value is None else str(value)
    wrong("country", "must be two letters such as AZ")
    return None


def _week(value: object, wrong: Wrong) -> dict[int, tuple[Span, ...]]:
    given: dict[str, Any] = value if isinstance(value, dict) else {}
    for key in given.keys() - set(DAYS):
        wrong(str(key), f"is no day; use {', '.join(DAYS)}")
    week = {
        number: spans
        for number, name in enumerate(DAYS)
        if (spans := _spans(name, given.get(name), wrong))
    }
    if not week:
        wrong("week", "has no hours; write a day such as `monday: 10:00-13:00, 14:00-17:00`")
    return week or dict(WORKDAYS)


def _spans(day: str, value: object, wrong: Wrong) -> tuple[Span, ...]:
    spans = [_span(each) for each in str(value).split(",")] if value is not None else []
    found = [span for span in spans if span]
    is_ordered = all(a[1] <= b[0] for a, b in pairwise(found))
    if len(found) < len(spans) or not is_ordered:
        wrong(day, "must be times in order such as 10:00-13:00, 14:00-17:00")
        return ()
    return tuple(found)


def _span(text: str) -> Span | None:
    found = SPAN.fullmatch(text.strip())
    if found is None:
        return None
    hours = [int(each) for each in found.groups()]
    start, end = time(hours[0], hours[1]), time(hours[2], hours[3])
    return (start, end) if start < end else None


def _days(key: str, value: object, wrong: Wrong) -> frozenset[date]:
    given = value if isinstance(value, list) else [] if value is None else [value]
    days = {each for each in given if type(each) is date}
    if len(days) < len(given):
        wrong(key, "must be a list of days such as [2027-08-02]")
    return frozenset(days)
