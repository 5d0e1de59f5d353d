"""Reading `groups.yml`: countries that a rule names together."""

from datetime import date
from pathlib import Path

from actions.content.circumstances import GROUP_NAME
from actions.content.countries import COUNTRIES
from actions.content.facts import Group, Source
from actions.content.facts_fields import Reading
from actions.content.problem import Problem
from actions.content.written import Written, read_written

FILE = "groups.yml"
KEYS = ("countries", "source", "checked_on", "as_of")


def read_groups(knowledge: Path) -> tuple[dict[str, Group], list[Problem]]:
    """Every group by its name; without the file there are none."""
    path = knowledge / FILE
    if not path.exists():
        return {}, []
    written = read_written(path)
    if isinstance(written, Problem):
        return {}, [written]
    reading = Reading(path)
    for again in written.twice:
        reading.wrong(again.line, f"`{again.text}:` stands here twice; keep one of them")
    found = [_group(name, fields, reading) for name, fields in (written.fields or {}).items()]
    return {group.name: group for group in found if group}, reading.problems


def _group(name: str, fields: Written, reading: Reading) -> Group | None:
    errors = reading.errors
    if not GROUP_NAME.fullmatch(name):
        message = f"`{name}` is no name of a group; write at least three small letters such as cis"
        reading.wrong(fields.line, message)
    reading.only(fields, KEYS)
    countries = _countries(fields, reading)
    source, as_of = reading.source(fields), reading.as_of(fields)
    checked_on = reading.day(fields, "checked_on", required=True)
    if reading.errors > errors:
        return None
    return Group(
        name,
        countries,
        source or Source("", ""),
        checked_on or date.min,
        as_of,
        reading.path,
        fields.line,
    )


def _countries(fields: Written, reading: Reading) -> frozenset[str]:
    found = fields.get("countries")
    if found is None:
        reading.wrong(fields.line, "`countries:` is missing; write a list such as [KZ, TR]")
        return frozenset()
    for code in found.texts:
        if code not in COUNTRIES:
            message = f"“{code}” is no country; write its two letters such as KZ"
            reading.wrong(found.line, message)
    return frozenset(found.texts)
