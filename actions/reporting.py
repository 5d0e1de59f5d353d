"""Putting a report together from what is stored."""

from datetime import datetime

from actions.domain.office_hours import OfficeHours
from actions.domain.report import Facts, Period, Report, report
from actions.ports import Work

MOST_REPLIES = 10_000


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


async def reported(work: Work, period: Period, hours: OfficeHours) -> Report:
    """What happened in that time."""
    return report(await gathered(work, period.since), period, hours)
