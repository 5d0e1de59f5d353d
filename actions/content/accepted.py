"""Findings that somebody has looked at and found right: `knowledge/accepted.yml`."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from actions.content.problem import Problem, warning
from actions.content.written import Written, read_written

FILE = "accepted.yml"
KEY = "accepted"
FIELDS = ("check", "in", "and", "says", "because")


@dataclass(frozen=True)
class Accepted:
    """One finding that is no mistake, and why."""

    check: str  # the name of a check, as in the reference
    where: str  # an entry, in whatever language
    other: str  # of a pair of entries the second one; empty if there is none
    says: str  # what the finding's message must hold; empty for anything
    because: str
    line: int = 1

    def fits(self, check: str, problem: Problem) -> bool:
        """Whether it is about this finding."""
        entry = "/".join(problem.path.with_suffix("").parts[-2:])
        places = {self.where, self.other} - {""}
        is_pair = not self.other or any(each in problem.message for each in places - {entry})
        return check == self.check and entry in places and is_pair and self.says in problem.message


def read_accepted(knowledge: Path) -> tuple[list[Accepted], list[Problem]]:
    """All of them; without the file there are none."""
    path = knowledge / FILE
    if not path.exists():
        return [], []
    written = read_written(path)
    if isinstance(written, Problem):
        return [], [written]
    found: list[Accepted] = []
    problems: list[Problem] = []
    listed = written.get(KEY)
    for item in (listed.items or ()) if listed else ():
        wrong = list(_wrong(item, path))
        problems.extend(wrong)
        if not wrong:
            check, where, other, says, because = (_text(item, key) for key in FIELDS)
            found.append(Accepted(check, where, other, says, because, item.line))
    return found, problems


def without_accepted(
    check: str, problems: Iterable[Problem], accepted: Collection[Accepted], used: set[Accepted]
) -> Iterator[Problem]:
    """Findings of a check that nobody has accepted; `used` learns which of those were needed."""
    for problem in problems:
        fitting = [each for each in accepted if each.fits(check, problem)]
        used.update(fitting)
        if not fitting:
            yield problem


def unknown_checks(
    accepted: Iterable[Accepted], known: Collection[str], knowledge: Path
) -> Iterator[Problem]:
    """Accepted findings of checks that do not exist."""
    for each in accepted:
        if each.check not in known:
            message = f"`check: {each.check}` is no check; see docs/reference/checks.md"
            yield Problem(knowledge / FILE, each.line, message)


def unneeded(
    accepted: Iterable[Accepted], used: Collection[Accepted], path: Path
) -> Iterator[Problem]:
    """Accepted findings that no check has any more."""
    for each in accepted:
        if each not in used:
            message = f"{each.check} finds nothing of the kind in {each.where} any more; delete it"
            yield warning(path / FILE, each.line, message)


def _text(item: Written, key: str) -> str:
    found = item.get(key)
    return found.text or "" if found else ""


def _wrong(item: Written, path: Path) -> Iterator[Problem]:
    if item.fields is None:
        yield Problem(path, item.line, "expected lines such as `check: …` here")
        return
    for key in item.fields:
        if key not in FIELDS:
            yield Problem(path, item.fields[key].line, f"`{key}:` is none of {', '.join(FIELDS)}")
    for key in ("check", "in", "because"):
        if item.get(key) is None:
            yield Problem(path, item.line, f"`{key}:` is missing; write it")
