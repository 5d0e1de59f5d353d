"""The languages, topics, desks and canned replies that exist, as the files beside entries say."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from actions.content.canned import Canned, read_canned
from actions.content.desks import DESKS, Desks, read_desks
from actions.content.first import read_first
from actions.content.hours import HOURS, read_hours
from actions.content.problem import TODO, Problem, Severity
from actions.content.week import Hours
from actions.content.yaml_file import problem_at, read_mapping

LOCALES = "locales.yml"
TOPICS = "topics.yml"
FIELDS = ("default", "staff", "source", "locales")
LOCALE_FIELDS = ("name", "direction")
TOPIC_FIELDS = ("desk", "names")
DIRECTIONS = ("ltr", "rtl")


@dataclass(frozen=True)
class Locale:
    """A language that the assistant answers in."""

    code: str
    name: str  # in the language itself
    is_rtl: bool = False


@dataclass(frozen=True)
class Topic:
    """A folder of entries, owned by one desk."""

    id: str
    desk: str
    names: Mapping[str, str]  # locale → name on the menu

    def name(self, locale: str, default: str) -> str:
        """Its name in a locale, or in the default one."""
        return self.names.get(locale) or self.names.get(default) or self.id


@dataclass(frozen=True)
class Registry:
    """What may exist in `knowledge/`."""

    default_locale: str
    staff_locale: str
    locales: Mapping[str, Locale]
    topics: Mapping[str, Topic]
    source_locale: str = "en"  # the language that the others are translated from
    desks: Desks = field(default_factory=Desks)
    canned: Mapping[str, Canned] = field(default_factory=dict)
    hours: Hours = field(default_factory=Hours)
    first: tuple[str, ...] = ()  # entries that students ask most, as editors know them


def read_registry(folder: Path) -> tuple[Registry, list[Problem]]:
    """Read them all; what can't be read is left out and named."""
    problems: list[Problem] = []
    fields = _fields_of(folder / LOCALES, problems)
    locales = _locales(folder / LOCALES, fields, problems)
    default = _chosen(folder / LOCALES, fields, "default", locales, problems)
    staff = _chosen(folder / LOCALES, fields, "staff", locales, problems)
    source = _source(folder / LOCALES, fields, default, locales, problems)
    topics = _read_topics(folder / TOPICS, locales, problems)
    desks, wrong_desks = read_desks(folder / DESKS, locales)
    canned, wrong_canned = read_canned(folder, locales)
    hours, wrong_hours = read_hours(folder / HOURS)
    problems += [*wrong_desks, *wrong_canned, *wrong_hours]
    first = read_first(folder)
    return (
        Registry(default, staff, locales, topics, source, desks, canned, hours, first),
        problems,
    )


def _fields_of(path: Path, problems: list[Problem]) -> dict[str, Any]:
    fields = read_mapping(path)
    if isinstance(fields, Problem):
        problems.append(fields)
        return {}
    return fields


def _locales(path: Path, fields: dict[str, Any], problems: list[Problem]) -> dict[str, Locale]:
    found = {}
    problems.extend(
        problem_at(path, key, f"`{key}:` is not known here; use {', '.join(FIELDS)}")
        for key in fields.keys() - set(FIELDS)
    )
    for code, value in _mapping(fields.get("locales")).items():
        given = _mapping(value)
        problems.extend(_unknown(path, code, given, LOCALE_FIELDS))
        if given.get("name"):
            found[code] = Locale(code, str(given["name"]), given.get("direction") == "rtl")
        if not given.get("name") or given.get("direction") not in DIRECTIONS:
            message = f"`{code}:` needs `name:`, and `direction:` with ltr or rtl"
            problems.append(problem_at(path, code, message))
    return found


def _source(
    path: Path,
    fields: dict[str, Any],
    default: str,
    locales: Mapping[str, Locale],
    problems: list[Problem],
) -> str:
    """The language that the others are translated from; the default if nothing is said."""
    return _chosen(path, fields, "source", locales, problems) if "source" in fields else default


def _chosen(
    path: Path,
    fields: dict[str, Any],
    key: str,
    locales: Mapping[str, Locale],
    problems: list[Problem],
) -> str:
    code = str(fields.get(key, ""))
    if fields and code not in locales:
        problems.append(problem_at(path, key, f"`{key}:` must be one of the locales below it"))
    return code if code in locales else "en"


def _read_topics(
    path: Path, locales: Mapping[str, Locale], problems: list[Problem]
) -> dict[str, Topic]:
    topics = {}
    for topic, given in _fields_of(path, problems).items():
        value = _mapping(given)
        problems.extend(_unknown(path, topic, value, TOPIC_FIELDS))
        written = {code: str(name) for code, name in _mapping(value.get("names")).items() if name}
        names = {code: name for code, name in written.items() if not name.startswith(TODO)}
        if not value.get("desk"):
            problems.append(
                problem_at(path, topic, f"`{topic}:` needs `desk:`, who answers for it")
            )
        problems.extend(
            problem_at(path, topic, f"`{topic}:` has no name in {code}; write it under `names:`")
            for code in locales.keys() - written.keys()
        )
        problems.extend(
            replace(problem_at(path, topic, _to_write(topic, code)), severity=Severity.WARNING)
            for code in written.keys() - names.keys()
        )
        topics[topic] = Topic(topic, str(value.get("desk", "office")), names)
    return topics


def _unknown(
    path: Path, name: str, given: Mapping[str, Any], known: Collection[str]
) -> Iterator[Problem]:
    for key in sorted(given.keys() - set(known)):
        message = f"`{name}:` has `{key}:`, which is not known; use {', '.join(known)}"
        yield problem_at(path, name, message)


def _to_write(topic: str, code: str) -> str:
    return f"`{topic}:` still has “{TODO}” as its name in {code}; write it there"


def _mapping(value: object) -> dict[str, Any]:
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}
