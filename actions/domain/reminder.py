"""When a last day is called to mind, and that it is done once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from actions.domain.deadline import Deadline

DAYS_BEFORE = (14, 7, 3, 1, 0)  # before the last working day until the last day
AT = time(10)  # by the student's clock: awake, and offices are open


@dataclass(frozen=True)
class Reminder:
    """One message that is to be sent at a moment, or not at all."""

    rule: str
    due: date
    days_before: int
    at: datetime  # in UTC

    def key(self, person_id: int) -> str:
        """What tells it from every other: a cause that is there already is not sent again."""
        return f"deadline:{person_id}:{self.rule}:{self.due.isoformat()}:{self.days_before}"


def reminders(
    deadline: Deadline, zone: tzinfo, days_before: Iterable[int] = DAYS_BEFORE, at: time = AT
) -> list[Reminder]:
    """Every moment at which one is reminded, the earliest first; none without a day.

    Counted from the last working day until the last day: a reminder on a closed Sunday is late.
    The clock is the student's, so a day of summer time moves the moment, but not the hour.
    """
    if deadline.due is None or deadline.act_by is None:
        return []
    found = (
        Reminder(deadline.rule, deadline.due, days, _moment(deadline.act_by, days, at, zone))
        for days in sorted(set(days_before), reverse=True)
    )
    return list(found)


def future_reminders(deadline: Deadline, zone: tzinfo, now: datetime) -> list[Reminder]:
    """Those whose moment is still to come."""
    return [each for each in reminders(deadline, zone) if each.at > now]


def reminder_to_send(
    deadline: Deadline,
    zone: tzinfo,
    now: datetime,
    since: datetime,
    sent: Collection[int] = (),
) -> Reminder | None:
    """The one that is to be sent now, if any.

    `since` is when the deadline became known, so nobody is reminded of what was before; `sent`
    are the `days_before` of those that were sent for this deadline. After a standstill only the
    latest is sent, never several at once; an older one never follows a newer one, even if the
    clock goes back; and a day that has passed where the student is, is never spoken of.
    """
    if deadline.due is None or now.astimezone(zone).date() > deadline.due:
        return None
    moments = [each for each in reminders(deadline, zone) if since < each.at <= now]
    latest = moments[-1] if moments else None
    if latest is None or any(days <= latest.days_before for days in sent):
        return None
    return latest


def _moment(day: date, days_before: int, at: time, zone: tzinfo) -> datetime:
    """A time that a clock leaves out or shows twice is taken once, at its first moment."""
    local = datetime.combine(day - timedelta(days=days_before), at, zone)
    return local.astimezone(UTC)
