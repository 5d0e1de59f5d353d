"""Putting a report together from what is stored."""

from datetime import datetime, time, timedelta

from actions.domain.office_hours import OfficeHours
from actions.domain.report import Facts, Period, Report, report
from actions.ports import Work
from actions.promising import Hours

MOST_REPLIES = 5_000  # of a report's time; an office of ten writes fewer
A_DAY = timedelta(days=1)


class Reporting:
    """Everything in the unit of work it is given; nothing is changed."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours

    async def of(self, work: Work, period: Period) -> Report:
        """What happened in that time."""
        return report(await gathered(work, period.since), period, self._hours())

    async def last_days(self, work: Work, now: datetime, days: int) -> Report:
        """Today, and the days before it."""
        return await self.of(work, last_days(now, days, self._hours()))


def last_days(now: datetime, days: int, hours: OfficeHours) -> Period:
    """So many days of the office's calendar, of which today is the last."""
    first = now.astimezone(hours.zone).date() - (days - 1) * A_DAY
    return Period(datetime.combine(first, time(), hours.zone), now + timedelta(microseconds=1), now)


async def gathered(work: Work, since: datetime) -> Facts:
    """Everything since then that is counted."""
    records = work.records
    return Facts(
        await records.exchanges(since),
        await records.thumbs(since),
        await records.complaints(since),
        await records.ratings(since),
        await records.handled(since),
        await records.waits(since),
        await work.promises.first_replies(since, MOST_REPLIES),
    )
