"""Which days the office works, and counting with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5  # as `date.weekday` counts
HORIZON = 400  # days in which somebody works at least once
ONE_DAY = timedelta(days=1)

IsHoliday = Callable[[date], bool]  # whoever knows the public holidays of a country


def no_holidays(_day: date) -> bool:
    """For a calendar that knows none."""
    return False


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday without public holidays.

    Some public holidays are announced only weeks before, so a count over them may still change.
    """

    is_holiday: IsHoliday = no_holidays

    def is_working(self, day: date) -> bool:
        """Whether offices are open on that day."""
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def last_until(self, day: date) -> date:
        """That day if it is a working day, else the last working day before it."""
        return self._next(day, -ONE_DAY)

    def counted(self, day: date, count: int) -> date:
        """The `count`-th working day after a day; before it, if `count` is below 0."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day = self._next(day + step, step)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to `end` and with it."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)

    def _next(self, day: date, step: timedelta) -> date:
        """The first working day from here on; the day itself if a calendar knows none."""
        found = (day + step * n for n in range(HORIZON))
        return next((each for each in found if self.is_working(each)), day)
