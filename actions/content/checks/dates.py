"""Facts grow old."""

from collections.abc import Iterator
from datetime import timedelta

from actions.content.checks.checked import Checked
from actions.content.problem import Problem, warning

FRESH = timedelta(days=365)


def checked_within_a_year(checked: Checked) -> Iterator[Problem]:
    """Somebody compared the answer with its source within the last year."""
    for entry in checked.entries:
        if checked.today - entry.checked_on > FRESH:
            message = "was not checked for a year; compare with the source, then set `checked_on:`"
            yield warning(entry.path, entry.line_of("checked_on:"), message)


def not_from_the_future(checked: Checked) -> Iterator[Problem]:
    """Nobody checked it tomorrow."""
    for entry in checked.entries:
        if entry.checked_on > checked.today + timedelta(days=1):
            message = "`checked_on:` lies in the future; write the day when it was checked"
            yield Problem(entry.path, entry.line_of("checked_on:"), message)


def still_valid(checked: Checked) -> Iterator[Problem]:
    """The day named by `valid_until` has not passed."""
    for entry in checked.entries:
        if entry.has_lapsed(checked.today):
            message = "`valid_until:` has passed; correct the answer, or students are warned"
            yield warning(entry.path, entry.line_of("valid_until:"), message)
