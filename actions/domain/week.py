"""Which week a digest is about, and when it is told."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from actions.domain.office_hours import OfficeHours
from actions.domain.report import Period

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Telling:
    """One week's digest."""

    name: str  # of the week in which it is told, as ISO 8601 counts: 2026-W48
    due: datetime  # when the office first opens in that week
    since: datetime  # what it is about: the week before, in the office's own time
    until: datetime

    def period(self, now: datetime) -> Period:
        """The same, looked at now."""
        return Period(self.since, self.until, now)


def telling_at(now: datetime, hours: OfficeHours) -> Telling | None:
    """That of the week which `now` is in; None if the office does not open in it."""
    today = now.astimezone(hours.zone).date()
    monday = today - timedelta(days=today.weekday())
    since, until, end = (
        datetime.combine(monday + offset, time(), hours.zone)
        for offset in (-A_WEEK, timedelta(), A_WEEK)
    )
    due = hours.opens_at(until)
    year, week, _ = monday.isocalendar()
    return Telling(f"{year}-W{week:02}", due, since, until) if due < end else None


def next_telling(now: datetime, hours: OfficeHours) -> datetime:
    """When the next week's is due; if the office stays closed, when to look again."""
    later = now + A_WEEK
    following = telling_at(later, hours)
    return following.due if following else later
