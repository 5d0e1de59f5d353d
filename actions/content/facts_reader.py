"""Reading `facts/*.yml`: every mistake is a problem at its line."""

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

from actions.content.circumstances import CONDITION_KEYS, condition_of
from actions.content.facts import Case, Certainty, Fact, Source
from actions.content.facts_fields import Reading
from actions.content.facts_values import BRACES, KINDS, TEXT, Texts, Value
from actions.content.problem import Problem
from actions.content.written import Written, read_folder

FOLDER = "facts"
NAME = re.compile(r"[a-z][a-z0-9_]*")
VALUE_KEYS = (*KINDS, TEXT)
OTHER_KEYS = ("source", "certainty", "checked_on", "as_of", "valid_until", "cases")


def read_facts(knowledge: Path, locales: Collection[str]) -> tuple[dict[str, Fact], list[Problem]]:
    """Every fact by its name; what can't be read is left out and named."""
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    for path, written in read_folder(knowledge / FOLDER, problems):
        reading = FactsReading(path, locales)
        for fact in reading.facts(written):
            if known := facts.get(fact.name):
                message = f"`{fact.name}:` stands in {known.path.name}:{known.line} as well"
                reading.wrong(fact.line, f"{message}; a fact has one place")
            facts.setdefault(fact.name, fact)
        problems.extend(reading.problems)
    return facts, problems


class FactsReading(Reading):
    """One file of facts."""

    def __init__(self, path: Path, locales: Collection[str]) -> None:
        super().__init__(path)
        self._locales = locales

    def facts(self, written: Written) -> list[Fact]:
        """Those that can be used."""
        for again in written.twice:
            self.wrong(again.line, f"`{again.text}:` stands here twice; keep one of them")
        found = (self._fact(name, fields) for name, fields in (written.fields or {}).items())
        return [fact for fact in found if fact]

    def _fact(self, name: str, fields: Written) -> Fact | None:
        errors = self.errors
        if not NAME.fullmatch(name):
            self.wrong(fields.line, f"`{name}` is no name; write small letters, digits and _")
        if fields.fields is None:
            self.wrong(fields.line, f"`{name}:` needs lines such as `duration: 15 days` below it")
            return None
        self.only(fields, (*VALUE_KEYS, *OTHER_KEYS))
        value, cases = self._value(fields), self._cases(fields)
        source, certainty = self.source(fields), self._certainty(fields)
        checked_on = self.day(fields, "checked_on", required=True) or date.min
        as_of, valid_until = self.as_of(fields), self.day(fields, "valid_until")
        if value is None or self.errors > errors:
            return None
        return Fact(
            name,
            value,
            source or Source("", ""),
            certainty,
            checked_on,
            as_of,
            valid_until,
            cases,
            self.path,
            fields.line,
        )

    def _certainty(self, fields: Written) -> Certainty:
        found = fields.get("certainty")
        if found and found.text in set(Certainty):
            return Certainty(found.text)
        line = found.line if found else fields.line
        self.wrong(line, f"`certainty:` must be one of: {', '.join(Certainty)}")
        return Certainty.TO_CONFIRM

    def _value(self, fields: Written) -> Value | None:
        """The one value of a fact or a case."""
        given = [key for key in VALUE_KEYS if key in (fields.fields or {})]
        if len(given) != 1:
            some = f"has {len(given)} values" if given else "has no value"
            message = f"{some}; write exactly one of: {', '.join(VALUE_KEYS)}"
            self.wrong(fields.line, message)
            return None
        key = given[0]
        found = (fields.fields or {})[key]
        if key == TEXT:
            return self._texts(found)
        read, wanted = KINDS[key]
        value = read(found.text or "")
        if value is None:
            self.wrong(found.line, f"`{key}:` must be {wanted}")
        return value

    def _texts(self, found: Written) -> Texts | None:
        texts = found.fields or ({"": found} if found.text else {})
        if not texts or any(not each.text for each in texts.values()):
            self.wrong(found.line, "`text:` must be a text, or one for each locale")
            return None
        for code, each in texts.items():
            if code and code not in self._locales:
                self.wrong(each.line, f"`{code}:` is not in locales.yml; correct or remove it")
            if BRACES.search(each.text or ""):
                self.wrong(each.line, "a fact can't hold { or }; write the words themselves")
        missing = sorted(set(self._locales) - set(texts)) if found.fields else []
        if missing:
            self.doubtful(found.line, f"`text:` has no words in {', '.join(missing)}; write them")
        words = {code: each.text or "" for code, each in texts.items() if code}
        return Texts(words, found.text or "")

    def _cases(self, fields: Written) -> tuple[Case, ...]:
        found = fields.get("cases")
        if found is None:
            return ()
        if found.items is None:
            self.wrong(found.line, "`cases:` must be a list: `  - citizenship: KZ` and a value")
            return ()
        cases = [self._case(item) for item in found.items]
        return tuple(case for case in cases if case)

    def _case(self, item: Written) -> Case | None:
        if item.fields is None:
            self.wrong(item.line, "a case needs a condition and a value, each on its line")
            return None
        self.only(item, (*VALUE_KEYS, *CONDITION_KEYS))
        given = {key: each.texts for key, each in item.fields.items() if key in CONDITION_KEYS}
        condition, mistakes = condition_of(given)
        for mistake in mistakes:
            self.wrong(item.line, mistake)
        value = self._value(item)
        return None if value is None or mistakes else Case(condition, value)
