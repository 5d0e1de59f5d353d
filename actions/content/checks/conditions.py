"""Conditions under which nobody is ever told what stands below them."""

from collections.abc import Iterator, Sequence
from itertools import product

from actions.content.checks.checked import Checked
from actions.content.checks.facts import line_below
from actions.content.circumstances import (
    KINDS,
    Circumstances,
    Condition,
    Members,
    best_fit,
)
from actions.content.problem import Problem, warning


def variants_are_reached(checked: Checked) -> Iterator[Problem]:
    """Somebody is told each variant of an answer: none is hidden behind the others."""
    for entry in checked.entries:
        conditions = [variant.condition for variant in entry.variants]
        for place in unreached(conditions, checked.kb.members):
            variant = entry.variants[place]
            message = f"nobody is told the variant “{variant.heading}”: others come before it"
            yield warning(entry.path, variant.line, f"{message}; change a condition, or delete it")


def cases_are_reached(checked: Checked) -> Iterator[Problem]:
    """Somebody is told each case of a fact: none is hidden behind the others."""
    for fact in checked.facts:
        conditions = [case.condition for case in fact.cases]
        for place in unreached(conditions, checked.kb.members):
            words = ", ".join(fact.cases[place].condition.words)
            message = f"nobody is told the case “{words}” of `{fact.name}:`: others come before it"
            line = line_below(fact.path, fact.line, "cases:")
            yield warning(fact.path, line, f"{message}; change a condition, or delete it")


def unreached(conditions: Sequence[Condition], members: Members) -> list[int]:
    """The places of those that fit nobody better than the others do."""
    if not conditions:
        return []
    choices = [(condition, place) for place, condition in enumerate(conditions)]
    told = {best_fit(choices, whose, members) for whose in _people(conditions, members)}
    return sorted(set(range(len(conditions))) - told)


def _people(conditions: Sequence[Condition], members: Members) -> Iterator[Circumstances]:
    """Somebody of each kind between which these conditions tell."""
    countries = {code for each in conditions for code in each.countries(members)}
    asked = [{word for each in conditions for word in getattr(each, key)} for key in KINDS]
    for country, *named in product([None, *countries], *([None, *words] for words in asked)):
        yield Circumstances(country, **dict(zip(KINDS, named, strict=True)))
