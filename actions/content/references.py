"""What answers and facts refer to: facts, their cases, groups of countries."""

from collections.abc import Iterable, Iterator

from actions.content.circumstances import Condition
from actions.content.entry import Entry
from actions.content.facts import Fact, Facts, Groups
from actions.content.placeholders import Placeholder, placeholders
from actions.content.problem import Problem


def placeholder_problems(entries: Iterable[Entry], facts: Facts) -> Iterator[Problem]:
    """Placeholders that no fact, or no case of it, stands for."""
    for entry in entries:
        for line, text in entry.texts:
            for place in placeholders(text):
                if wrong := _wrong(place, facts.get(place.name)):
                    at = line + text.count("\n", 0, place.start)
                    yield Problem(entry.path, at, wrong)


def group_problems(
    entries: Iterable[Entry], facts: Iterable[Fact], groups: Groups
) -> Iterator[Problem]:
    """Conditions on groups of countries that are not in `groups.yml`."""
    for entry in entries:
        for variant in entry.variants:
            for message in _unknown(variant.condition, groups):
                yield Problem(entry.path, variant.line, message)
    for fact in facts:
        for case in fact.cases:
            for message in _unknown(case.condition, groups):
                yield Problem(fact.path, fact.line, message)


def _wrong(place: Placeholder, fact: Fact | None) -> str | None:
    if fact is None:
        return f"{place} names no fact; write it into knowledge/facts/, or correct the name"
    if place.case is None or fact.case(place.case):
        return None
    known = ", ".join(word for case in fact.cases for word in case.condition.words)
    return f"{place} names no case of that fact; it has {known or 'none'}"


def _unknown(condition: Condition, groups: Groups) -> Iterator[str]:
    for name in condition.groups:
        if name not in groups:
            yield f"“{name}” is no group; write it into knowledge/groups.yml, or a country"
