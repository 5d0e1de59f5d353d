"""What a person told of their stay here, and whether they want to be reminded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from actions.content.circumstances import Circumstances
from actions.content.deadline_rules import Basis, Milestone
from actions.domain.deadline import Dates, Deadline, deadlines_for
from actions.domain.reminder import Reminder, future_reminders, reminder_to_send
from actions.domain.working_days import WorkingDays

Done = tuple[str, date]  # a rule and its last day
Sent = Mapping[Done, frozenset[int]]  # how many days before it was called to mind already


def newcomer(person_id: int) -> "Stay":
    """Somebody who has told nothing yet; nobody is reminded before they say yes."""
    return Stay(person_id, is_stopped=True)


@dataclass(frozen=True)
class Stay:
    """One person's own days."""

    person_id: int
    dates: Dates = field(default_factory=dict)
    told_at: Mapping[Milestone, datetime] = field(default_factory=dict)  # in UTC
    paused_until: datetime | None = None
    is_stopped: bool = False  # no reminders at all, until they are wanted again
    done: frozenset[Done] = frozenset()  # what they have done already
    skipped: frozenset[Milestone] = frozenset()  # days that they did not want to tell
    is_asked: bool = False  # whether they were asked if they want reminders
    is_asking: bool = False  # whether one day after the other is asked for just now

    @property
    def is_empty(self) -> bool:
        """Whether no day is known."""
        return not self.dates

    def telling(self, milestone: Milestone, day: date | None, now: datetime) -> "Stay":
        """The same with another day, or without it; the same day again changes nothing."""
        if self.dates.get(milestone) == day:
            return self
        dates = {key: each for key, each in self.dates.items() if key is not milestone}
        told = {key: each for key, each in self.told_at.items() if key is not milestone}
        if day is not None:
            dates[milestone], told[milestone] = day, now
        return replace(self, dates=dates, told_at=told, skipped=self.skipped - {milestone})

    def skipping(self, milestone: Milestone) -> "Stay":
        """The same, and this day is not asked for again."""
        return replace(self, skipped=self.skipped | {milestone})

    def paused(self, until: datetime) -> "Stay":
        """The same without reminders for a while; what falls into it is not made up for."""
        return replace(self, paused_until=until)

    def stopped(self) -> "Stay":
        """The same without reminders."""
        return replace(self, is_stopped=True)

    def resumed(self, now: datetime) -> "Stay":
        """The same with reminders from now on."""
        return replace(self, is_stopped=False, paused_until=now if self.is_quiet(now) else None)

    def having_done(self, deadline: Deadline) -> "Stay":
        """The same after they did what one deadline asks for."""
        if deadline.due is None:
            return self
        return replace(self, done=self.done | {(deadline.rule, deadline.due)})

    def not_having_done(self, done: Done) -> "Stay":
        """The same after all they did not do it."""
        return replace(self, done=self.done - {done})

    def is_quiet(self, now: datetime) -> bool:
        """Whether nobody may remind them now."""
        is_paused = self.paused_until is not None and now < self.paused_until
        return self.is_stopped or is_paused

    def open_deadlines(
        self, basis: Basis, whose: Circumstances, today: date, working: WorkingDays
    ) -> list[Deadline]:
        """What follows from their days and is not done."""
        found = deadlines_for(basis, self.dates, whose, today, working)
        return [each for each in found if (each.rule, each.due) not in self.done]

    def since(self, deadline: Deadline) -> datetime | None:
        """From when on one may remind of it: it was known, and no pause was on."""
        told = self.told_at.get(deadline.milestone)
        if told is None or self.paused_until is None:
            return told
        return max(told, self.paused_until)


def reminders_to_send(
    stay: Stay, deadlines: Iterable[Deadline], zone: tzinfo, now: datetime, sent: Sent
) -> list[tuple[Deadline, Reminder]]:
    """What is to be said now: at most one reminder of each deadline, the nearest day first."""
    if stay.is_quiet(now):
        return []
    found = []
    for each in deadlines:
        since = stay.since(each)
        if since is None or each.due is None:
            continue
        told = sent.get((each.rule, each.due), frozenset())
        if reminder := reminder_to_send(each, zone, now, since, told):
            found.append((each, reminder))
    return sorted(found, key=lambda pair: (pair[1].due, pair[1].rule))


def look_again_at(
    stay: Stay, deadlines: Iterable[Deadline], zone: tzinfo, now: datetime
) -> datetime | None:
    """When there may be something to say next; None if nothing is to come."""
    if stay.is_stopped:
        return None
    start = max(now, stay.paused_until) if stay.paused_until else now
    moments = (each.at for one in deadlines for each in future_reminders(one, zone, start))
    return min(moments, default=None)
