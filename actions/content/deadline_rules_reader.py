"""Reading `deadlines.yml`: every mistake is a problem at its line."""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from actions.content.circumstances import CONDITION_KEYS, EVERYBODY, Condition, condition_of
from actions.content.deadline_rules import DeadlineRule, Direction, Milestone
from actions.content.problem import Problem
from actions.content.reading_texts import TextsReading
from actions.content.written import Written, read_written

FILE = "deadlines.yml"
NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
TITLE_LIMIT = 90  # characters, so that a line of a list can be read
UNSURE = "to_confirm_for"
FIELDS = ("from", "after", "before", "with", "without", "entry", "titles", *CONDITION_KEYS, UNSURE)


def read_deadline_rules(
    knowledge: Path, locales: Collection[str]
) -> tuple[dict[str, DeadlineRule], list[Problem]]:
    """Every rule by its id, in the order of the file; without the file there are none."""
    path = knowledge / FILE
    if not path.exists():
        return {}, []
    written = read_written(path)
    if isinstance(written, Problem):
        return {}, [written]
    reading = _RulesReading(path, locales)
    reading.doubled(written)
    found = (reading.rule(name, fields) for name, fields in (written.fields or {}).items())
    return {rule.id: rule for rule in found if rule}, reading.problems


class _RulesReading(TextsReading):
    """The file of rules."""

    def rule(self, name: str, fields: Written) -> DeadlineRule | None:
        """One rule; None if it can't be used."""
        errors = self.errors
        if not NAME.fullmatch(name):
            self.wrong(fields.line, f"`{name}` is no name; use at most 32 letters a–z, digits, _")
        if fields.fields is None:
            self.wrong(fields.line, f"`{name}:` needs lines such as `from: arrived_on` below it")
            return None
        self.only(fields, FIELDS)
        milestone = self.choice(fields, "from", Milestone)
        direction, fact = self._term(fields)
        condition, unsure = self._condition(fields), self._unsure(fields)
        having, lacking = self._milestone(fields, "with"), self._milestone(fields, "without")
        entry = fields.get("entry")
        if entry is None:
            self.wrong(fields.line, "`entry:` is missing; name the answer that explains it")
        titles = self.texts(fields, "titles", TITLE_LIMIT)
        if milestone is None or entry is None or self.errors > errors:
            return None
        return DeadlineRule(
            name,
            milestone,
            direction,
            entry.text or "",
            titles,
            fact,
            condition,
            having,
            lacking,
            unsure,
            self.path,
            fields.line,
        )

    def _term(self, fields: Written) -> tuple[Direction, str]:
        """An empty `after:` is a mistake: it must not turn the day itself into the last one."""
        known = fields.fields or {}
        given = [key for key in (Direction.AFTER, Direction.BEFORE) if key in known]
        if len(given) > 1:
            self.wrong(fields.line, "has both `after:` and `before:`; keep one of them")
        for key in given[:1]:
            if not known[key].text:
                self.wrong(known[key].line, f"`{key}:` must name a fact such as registration_term")
            return key, known[key].text or ""
        return Direction.ON, ""

    def _milestone(self, fields: Written, key: str) -> Milestone | None:
        return self.choice(fields, key, Milestone) if key in (fields.fields or {}) else None

    def _condition(self, fields: Written) -> Condition:
        known = fields.fields or {}
        given = {key: known[key].texts for key in CONDITION_KEYS if key in known}
        return self._understood(given, fields.line) if given else EVERYBODY

    def _unsure(self, fields: Written) -> Condition | None:
        """The countries for which the term is not known."""
        given = (fields.fields or {}).get(UNSURE)
        return self._understood({"citizenship": given.texts}, given.line) if given else None

    def _understood(self, given: Mapping[str, Iterable[str]], line: int) -> Condition:
        condition, mistakes = condition_of(given)
        for mistake in mistakes:
            self.wrong(line, mistake)
        return condition
