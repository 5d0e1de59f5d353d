"""By when a person answers: told to the student, and kept or told again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from math import ceil

from actions.domain.office_hours import OfficeHours
from actions.domain.ticket import Ticket

FEWEST = 10  # first replies from which on they say something
MOST = 200  # first replies that are looked at, the newest
SINCE = timedelta(days=60)  # older ones say nothing about today's office
QUANTILE = 0.8
UNKNOWN = timedelta(hours=6)  # working time: one day, while there are too few replies
SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=30)  # working time
LEAD = 0.25  # of the time promised: so early the student hears that it will take longer
TO_DESK, TO_HEAD = timedelta(hours=1), timedelta(hours=3)  # working time after a missed promise


class Step(IntEnum):
    """Who of the office was reminded last."""

    NOBODY = 0
    CLAIMER = 1
    DESK = 2
    HEAD = 3


@dataclass(frozen=True)
class Promise:
    """What a student was told about one wait, and what happens if it is not kept."""

    ticket_id: int
    owed_since: datetime  # which wait it is about
    due_at: datetime  # what the student was told last
    first_due_at: datetime  # what they were told first: from then on it is missed
    warn_at: datetime  # when they are told again
    renewed: bool = False
    step: Step = Step.NOBODY
    next_at: datetime | None = None  # when to look at it again

    def is_about(self, ticket: Ticket) -> bool:
        """Whether this wait still goes on."""
        return ticket.is_open and ticket.owed_since == self.owed_since

    def told_again(self, due_at: datetime, hours: OfficeHours) -> "Promise":
        """The same after the student heard that it takes longer."""
        return replace(self, renewed=True, due_at=due_at).planned(hours)

    def climbed(self, step: Step, hours: OfficeHours) -> "Promise":
        """The same after somebody of the office was reminded."""
        return replace(self, step=step).planned(hours)

    def planned(self, hours: OfficeHours) -> "Promise":
        """The same with the moment at which there is something to do."""
        moments = [self.climbs_at(hours), None if self.renewed else self.warn_at]
        return replace(self, next_at=min((m for m in moments if m), default=None))

    def climbs_at(self, hours: OfficeHours) -> datetime | None:
        """When the next of the office is reminded; None if all were."""
        match self.step:
            case Step.NOBODY:
                return self.first_due_at
            case Step.CLAIMER:
                return hours.after(self.first_due_at, TO_DESK)
            case Step.DESK:
                return hours.after(self.first_due_at, TO_HEAD)
            case Step.HEAD:
                return None


@dataclass(frozen=True)
class Outlook:
    """What a student is told about their wait."""

    due_at: datetime
    place: int  # in the queue, from 1
    opens_at: datetime | None = None  # None: the office is open


def expected(observed: Sequence[timedelta]) -> timedelta:
    """The working time within which four of five are answered, by what was observed."""
    if len(observed) < FEWEST:
        return UNKNOWN
    ordered = sorted(observed)
    fourth_fifth = ordered[ceil(QUANTILE * len(ordered)) - 1]
    return min(max(fourth_fifth, SHORTEST), LONGEST)


def promise(ticket: Ticket, now: datetime, wait: timedelta, hours: OfficeHours) -> Promise:
    """What can honestly be promised at this moment."""
    since = ticket.owed_since or now
    due = hours.rounded(hours.after(now, wait))
    warn = hours.after(now, wait * (1 - LEAD))
    return Promise(ticket.id, since, due, due, warn).planned(hours)


def next_step(promised: Promise, ticket: Ticket) -> Step:
    """Who is reminded now: whoever has it first; without an owner, the whole desk."""
    if promised.step is Step.NOBODY:
        return Step.CLAIMER if ticket.claimed_by is not None else Step.DESK
    return Step(min(promised.step + 1, Step.HEAD))
