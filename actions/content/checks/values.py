"""Values that nothing can have: a slip of the finger that YAML and grammar allow."""

import re
from collections.abc import Iterator
from datetime import date

from actions.content.checks.checked import Checked
from actions.content.checks.facts import line_below, line_within
from actions.content.facts import AsOf
from actions.content.facts_values import Amount, Contact, Duration, Number, Percent, Span, Value
from actions.content.problem import Problem
from actions.content.yaml_file import problem_at

ALL = 100  # percent
FUTURE = "`as_of:` lies in the future; write the year or month that the source is of"
PHONE = re.compile(r"\+?[0-9 ()-]*[0-9][0-9 ()-]*")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


def possible_values(checked: Checked) -> Iterator[Problem]:
    """No fact counts less than nothing or takes no time, and a share is at most 100 percent."""
    for fact in checked.facts:
        for value in fact.values:
            span = value.span if isinstance(value, Number | Percent | Amount | Duration) else None
            if span and (wrong := _wrong(value, span)):
                key = f"{type(value).__name__.lower()}:"
                message = f"`{fact.name}:` {wrong}; correct the number"
                yield Problem(fact.path, line_within(fact, key), message)


def whole_contacts(checked: Checked) -> Iterator[Problem]:
    """A contact is a whole phone number, or a whole e-mail address in Latin letters."""
    for fact in checked.facts:
        for value in fact.values:
            if isinstance(value, Contact) and not _is_whole(value.text):
                message = f"“{value.text}” is no whole phone number and no whole e-mail address"
                at = line_within(fact, "contact:")
                yield Problem(fact.path, at, f"{message}; type it anew")


def known_of_the_past(checked: Checked) -> Iterator[Problem]:
    """What is known to be of a year or month is not of one to come."""
    for fact in checked.facts:
        if _is_to_come(fact.as_of, checked.today):
            yield Problem(fact.path, line_within(fact, "as_of:"), FUTURE)
    for group in checked.kb.groups.values():
        if _is_to_come(group.as_of, checked.today):
            yield Problem(group.path, line_below(group.path, group.line, "as_of:"), FUTURE)
    for partner in checked.kb.almanac.partners.values():
        if _is_to_come(partner.as_of, checked.today):
            yield problem_at(partner.path, "as_of", FUTURE)


def _wrong(value: Value, span: Span) -> str:
    """What of a number can't be; a temperature would be the first to be below zero."""
    if span.low < 0:
        return "is below zero"
    if isinstance(value, Duration) and not span.low:
        return "takes no time at all"
    if isinstance(value, Percent) and span.high > ALL:
        return f"is over {ALL} percent"
    return ""


def _is_whole(text: str) -> bool:
    pattern = EMAIL if "@" in text else PHONE
    return bool(pattern.fullmatch(text)) and text.count("(") == text.count(")")


def _is_to_come(as_of: AsOf | None, today: date) -> bool:
    return as_of is not None and (as_of.year, as_of.month or 1) > (today.year, today.month)
