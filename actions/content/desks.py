"""Who answers at the office, as `desks.yml` says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from actions.content.problem import TODO, Problem, Severity
from actions.content.roles import Role
from actions.content.yaml_file import problem_at, read_mapping

DESKS = "desks.yml"
OFFICE = "office"  # the desk of whatever belongs to no other
CLAIM = timedelta(hours=2)  # how long a ticket stays with who claimed it and says nothing
LONGEST_CLAIM = 7 * 24 * 60  # minutes
FIELDS = ("names", "language", "chat", "members")


@dataclass(frozen=True)
class Member:
    """Somebody who works at a desk; `id` is Telegram's."""

    id: int
    name: str
    role: Role = Role.MEMBER


@dataclass(frozen=True)
class Desk:
    """Staff who answer for some topics."""

    id: str
    names: Mapping[str, str] = field(default_factory=dict)  # locale → name
    language: str | None = None  # what its staff read; None: as everybody
    chat: int | None = None  # their own group; None: the common one
    members: tuple[Member, ...] = ()

    def name(self, locale: str, default: str) -> str:
        """Its name in a locale, or in the default one."""
        return self.names.get(locale) or self.names.get(default) or self.id


@dataclass(frozen=True)
class Desks:
    """All desks, and how long a claim lasts."""

    by_id: Mapping[str, Desk] = field(default_factory=dict)
    claim: timedelta = CLAIM


def read_desks(path: Path, locales: Mapping[str, object]) -> tuple[Desks, list[Problem]]:
    """Read the file, if there is one; what can't be read is left out and named."""
    if not path.exists():
        return Desks(), []
    fields = read_mapping(path)
    if isinstance(fields, Problem):
        return Desks(), [fields]
    problems = [
        problem_at(path, key, f"`{key}:` is not known here; use `claim_minutes:` or `desks:`")
        for key in fields.keys() - {"claim_minutes", "desks"}
    ]
    reader = _Reader(path, locales, problems)
    desks = {desk.id: desk for desk in map(reader.desk, *_items(fields.get("desks")))}
    return Desks(desks, reader.claim(fields.get("claim_minutes"))), problems


def _items(value: object) -> tuple[list[str], list[object]]:
    given = value if isinstance(value, dict) else {}
    return [str(key) for key in given], list(given.values())


class _Reader:
    """Reads desks, and keeps what is wrong with them."""

    def __init__(self, path: Path, locales: Mapping[str, object], problems: list[Problem]) -> None:
        self._path, self._locales, self._problems = path, locales, problems

    def claim(self, value: object) -> timedelta:
        """How long a claim lasts."""
        if value is None:
            return CLAIM
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong("claim_minutes", "must be a number of minutes, such as 120")
            return CLAIM
        if not 0 < value <= LONGEST_CLAIM:
            self._wrong("claim_minutes", f"must be above 0 and at most {LONGEST_CLAIM}")
            return CLAIM
        return timedelta(minutes=value)

    def desk(self, desk_id: str, value: object) -> Desk:
        """One desk."""
        given = _mapping(value)
        for key in given.keys() - set(FIELDS):
            self._wrong(desk_id, f"has `{key}:`, which is not known; use {', '.join(FIELDS)}")
        return Desk(
            desk_id,
            self._names(desk_id, given.get("names")),
            self._language(desk_id, given.get("language")),
            self._chat(desk_id, given.get("chat")),
            self._members(desk_id, given.get("members")),
        )

    def _names(self, desk_id: str, value: object) -> dict[str, str]:
        written = {code: str(name) for code, name in _mapping(value).items() if name}
        names = {code: name for code, name in written.items() if not name.startswith(TODO)}
        for code in sorted(self._locales.keys() - written.keys()):
            self._wrong(desk_id, f"has no name in {code}; write it under `names:`")
        for code in sorted(written.keys() - names.keys()):
            what = f"`{desk_id}:` still has “{TODO}” as its name in {code}; write it there"
            problem = problem_at(self._path, desk_id, what)
            self._problems.append(replace(problem, severity=Severity.WARNING))
        return names

    def _language(self, desk_id: str, value: object) -> str | None:
        if value is None or value in self._locales:
            return None if value is None else str(value)
        self._wrong(desk_id, f"has `language: {value}`, which is not in locales.yml")
        return None

    def _chat(self, desk_id: str, value: object) -> int | None:
        if value is None or (_is_whole(value) and int(str(value)) < 0):
            return None if value is None else int(str(value))
        self._wrong(desk_id, "needs a group's number as `chat:`, such as -1001234567890")
        return None

    def _members(self, desk_id: str, value: object) -> tuple[Member, ...]:
        if value is None:
            return ()
        members = [self._member(desk_id, each) for each in value] if isinstance(value, list) else []
        if not members:
            self._wrong(
                desk_id, "needs a list under `members:`: a line `- { id: …, name: … }` each"
            )
        return tuple(member for member in members if member)

    def _member(self, desk_id: str, value: object) -> Member | None:
        given = _mapping(value)
        role = str(given.get("role", "member")).upper()
        is_known = role in Role.__members__ and not given.keys() - {"id", "name", "role"}
        if is_known and _is_whole(given.get("id")) and given["id"] > 0 and given.get("name"):
            return Member(given["id"], str(given["name"]), Role[role])
        roles = ", ".join(each.name.lower() for each in Role)
        self._wrong(
            desk_id, f"has a member without `id:` (a number), `name:` or a `role:` of {roles}"
        )
        return None

    def _wrong(self, key: str, what: str) -> None:
        self._problems.append(problem_at(self._path, key, f"`{key}:` {what}"))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _mapping(value: object) -> dict[str, Any]:
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}
