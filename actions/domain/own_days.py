"""A person's own days: which can be meant, which contradict each other, which to ask for next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from actions.content.deadline_rules import Milestone
from actions.domain.deadline import Dates, is_plausible

AHEAD = timedelta(days=366)  # so early somebody may know when they will arrive
ENDS = frozenset({Milestone.STAY, Milestone.PERMIT, Milestone.PASSPORT})  # lie after an arrival


class Doubt(StrEnum):
    """Why a day is asked for again before it is believed."""

    TOO_FAR = "too_far"  # decades away
    NOT_YET = "not_yet"  # more than a year ahead, though it is the beginning of something
    BEFORE_ARRIVAL = "before_arrival"  # ends before the person came


@dataclass(frozen=True)
class Told:
    """A day that somebody gave us."""

    milestone: Milestone
    day: date


def doubt_about(told: Told, dates: Dates, today: date) -> Doubt | None:
    """What is odd about a day, given the others; None if it can be believed."""
    if not is_plausible(told.day, today):
        return Doubt.TOO_FAR
    if lies_behind(told.milestone) and told.day - today > AHEAD:
        return Doubt.NOT_YET
    known = {**dates, told.milestone: told.day}
    return Doubt.BEFORE_ARRIVAL if told.milestone in set(_contradictions(known)) else None


def lies_behind(milestone: Milestone) -> bool:
    """Whether such a day has usually passed when people tell of it."""
    return milestone not in ENDS


def next_asked(
    wanted: Collection[Milestone], dates: Dates, skipped: Collection[Milestone]
) -> Milestone | None:
    """The day to ask for next: one that would tell of a deadline, and that nobody refused."""
    open_ones = (each for each in wanted if each not in dates and each not in skipped)
    return next(open_ones, None)


def _contradictions(dates: Dates) -> Iterator[Milestone]:
    """Days that can't be right together with the arrival, which is named as well."""
    arrived = dates.get(Milestone.ARRIVED)
    if arrived is None:
        return
    early = [each for each in sorted(ENDS) if (day := dates.get(each)) and day < arrived]
    yield from early
    if early:
        yield Milestone.ARRIVED
