"""Events, partners and rules of deadlines grow old, too."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from actions.content.checks.checked import Checked
from actions.content.checks.dates import FRESH
from actions.content.events import Event
from actions.content.partners import Partner
from actions.content.problem import Problem, warning
from actions.content.yaml_file import problem_at

FAR, LONGEST = timedelta(days=3 * 365), timedelta(days=366)
OVER_FOR = timedelta(days=90)  # so long an event may stay in its folder after its last day


def almanac_checked_within_a_year(checked: Checked) -> Iterator[Problem]:
    """Somebody compared each event and partner with its source within the last year."""
    almanac = checked.kb.almanac
    dated: list[Event | Partner] = [*almanac.events.values(), *almanac.partners.values()]
    for each in dated:
        if checked.today - each.checked_on > FRESH:
            message = "was not checked for a year; compare it with its source"
            yield _at(each.path, "checked_on", message)
        elif each.checked_on > checked.today + timedelta(days=1):
            message = "`checked_on:` lies in the future; write the day when it was checked"
            yield problem_at(each.path, "checked_on", message)


def events_are_not_long_over(checked: Checked) -> Iterator[Problem]:
    """No event in `events/` was over months ago."""
    for event in checked.kb.almanac.events.values():
        if _is_past(event.last_day + OVER_FOR, checked.today):
            message = "the event is long over, and nobody sees it any more; delete the file"
            yield _at(event.path, "ends", message)


def events_are_near(checked: Checked) -> Iterator[Problem]:
    """An event is over within a year, and not so far ahead that a year is mistyped."""
    for event in checked.kb.almanac.events.values():
        if event.first_day > checked.today + FAR:
            message = "the event is years ahead; correct the year, or add it later"
            yield _at(event.path, "starts", message)
        elif event.last_day > event.first_day + LONGEST:
            message = "the event lasts over a year; correct the year"
            yield _at(event.path, "ends", message)


def agreements_still_run(checked: Checked) -> Iterator[Problem]:
    """The day named by a partner's `until` has not passed."""
    for partner in checked.kb.almanac.partners.values():
        if partner.until and _is_past(partner.until, checked.today):
            message = "the agreement has ended, so students do not see it; ask whether it goes on"
            yield _at(partner.path, "until", message)


def _is_past(day: date, today: date) -> bool:
    return day < today


def _at(path: Path, key: str, message: str) -> Problem:
    found = problem_at(path, key, message)
    return warning(found.path, found.line, found.message)
