"""Values that nobody has confirmed, and that an answer tells all the same."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from actions.content.checks.checked import Checked
from actions.content.facts import Fact
from actions.content.facts_values import Amount, Day, DayOfYear, Duration, Percent, Span, Value
from actions.content.numerals import NO_NUMERALS
from actions.content.placeholders import placeholders
from actions.content.problem import Problem
from actions.content.quantities import Kind, Quantity, quantities

Stated = tuple[str, str]  # of what kind or unit, and what: ("AZN", "40"), ("month", "9")


def nothing_unconfirmed_is_told(checked: Checked) -> Iterator[Problem]:
    """An answer with a fact that is not confirmed does not tell its value, in digits or words."""
    facts = _unconfirmed(checked)
    for entry in checked.entries if facts else ():
        numerals = checked.numerals.get(entry.locale, NO_NUMERALS)
        for first, body in entry.texts:
            for number, line in enumerate(body.split("\n"), first):
                found = quantities(line, numerals)
                for fact in facts[entry.id] if found else ():
                    if _tells(found, fact):
                        message = f"tells the value of {{{fact.name}}}, which is not confirmed"
                        advice = f"delete it, or write {{{fact.name}}}"
                        yield Problem(entry.path, number, f"{message}; {advice}")


def _unconfirmed(checked: Checked) -> Mapping[str, list[Fact]]:
    """By entry, what any of its languages takes from facts that may not be shown."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for entry in checked.entries:
        for name in {place.name for _, text in entry.texts for place in placeholders(text)}:
            fact = checked.kb.facts.get(name)
            if fact and not fact.is_current(checked.today) and fact not in found[entry.id]:
                found[entry.id].append(fact)
    return found


def _tells(found: Collection[Quantity], fact: Fact) -> bool:
    numbers = {one.value for one in found if one.kind is Kind.NUMBER}
    stated = {(one.unit or one.kind, one.value) for one in found}
    return any(
        needed and needed <= stated and also <= numbers
        for needed, also in map(_needed, fact.values)
    )


def _needed(value: Value) -> tuple[set[Stated], set[str]]:
    """What a line must state to tell a value: with what it counts, and numbers besides."""
    match value:
        case Duration(span, unit):
            return _of_span(span, str(unit))
        case Amount(span, currency):
            return _of_span(span, currency)
        case Percent(span):
            return _of_span(span, "percent")
        case Day(day):
            return {("month", str(day.month))}, {str(day.day), str(day.year)}
        case DayOfYear(month, day_of_month):
            return {("month", str(month))}, {str(day_of_month)}
    return set(), set()


def _of_span(span: Span, unit: str) -> tuple[set[Stated], set[str]]:
    return {(unit, _plain(span.high))}, {_plain(span.low)}


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
