"""Time as the office counts it: when it is open, and how much of it lies between two moments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from actions.content.week import Hours, Span

MONDAY = 0
HORIZON = 120  # days in which the office opens at least once
NOTHING = timedelta(0)
QUARTER = timedelta(minutes=15)

BAKU_TIME = timezone(timedelta(hours=4))  # without summer time since 2016

IsHoliday = Callable[[date], bool]


def no_holidays(_day: date) -> bool:
    """For an office that knows none."""
    return False


@dataclass(frozen=True)
class OfficeHours:
    """The hours of every day, holidays considered; all moments are in UTC."""

    hours: Hours
    is_holiday: IsHoliday = no_holidays
    zone: tzinfo = BAKU_TIME

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there now."""
        return any(start <= at < end for start, end in self._on(self._day(at)))

    def opens_at(self, at: datetime) -> datetime:
        """The first moment at or after this one at which somebody is there."""
        return next((max(start, at) for start, _ in self._from(at)), at)

    def after(self, at: datetime, span: timedelta) -> datetime:
        """When this much working time has passed."""
        left = span
        last = at
        for begin, end in self._from(at):
            start = max(begin, at)
            if end - start >= left:
                return start + left
            left -= end - start
            last = end
        return last + left  # an office that never opens

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two moments; none if the second is not later."""
        total = NOTHING
        for opened, closed in self._from(start):
            if opened >= end:
                break
            total += min(closed, end) - max(opened, start)
        return total

    def rounded(self, at: datetime) -> datetime:
        """A moment that one can keep in mind: the next full quarter, or the end of the hours."""
        past = (at - datetime(at.year, at.month, at.day, tzinfo=UTC)) % QUARTER
        later = at + (QUARTER - past if past else NOTHING)
        ends = (end for start, end in self._on(self._day(at)) if start <= at <= end)
        return min(later, next(ends, later))

    def _from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of work that end later, in order."""
        first = self._day(at)
        for offset in range(HORIZON):
            for start, end in self._on(first + timedelta(days=offset)):
                if end > at:
                    yield start, end

    def _on(self, day: date) -> list[tuple[datetime, datetime]]:
        return [(self._moment(day, a), self._moment(day, b)) for a, b in self._spans(day)]

    def _spans(self, day: date) -> tuple[Span, ...]:
        if day in self.hours.open:
            usual = self.hours.week.get(day.weekday()) or self.hours.week.get(MONDAY)
            return usual or next(iter(self.hours.week.values()), ())
        if day in self.hours.closed or self.is_holiday(day):
            return ()
        return self.hours.week.get(day.weekday(), ())

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
