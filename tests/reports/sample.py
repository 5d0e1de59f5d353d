"""A week in which a little of everything happened."""

from datetime import UTC, datetime, timedelta

from actions.content.week import Hours
from actions.domain.decision import Reason
from actions.domain.exchange import Exchange, Outcome
from actions.domain.feedback import Complaint, Feedback, Missing
from actions.domain.office_hours import OfficeHours
from actions.domain.rating import Rating
from actions.domain.record import Handled, Wait
from actions.domain.report import Facts, Period, Report, report
from tests.telegram.sample import APPLY

MONDAY = datetime(2026, 11, 16, 6, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WEEK = Period(MONDAY, MONDAY + 7 * DAY, MONDAY + 8 * DAY)
NAMES = (4711, 4712)  # of the people: nobody may read them
SECRET = "AZE12345678"


def a_week() -> Report:
    """Two people, three languages, one of each outcome."""
    ada, bo = NAMES
    asked = [
        Exchange(ada, MONDAY, "en", Outcome.ANSWERED, (APPLY.id,)),
        Exchange(bo, MONDAY + DAY, "az", Outcome.ANSWERED, (APPLY.id,)),
        Exchange(bo, MONDAY + 2 * DAY, "az", Outcome.CLARIFIED, (APPLY.id,)),
        Exchange(bo, MONDAY + 3 * DAY, "fa", Outcome.HANDED_OFF),
        Exchange(bo, MONDAY + 5 * DAY, "fa", Outcome.DECLINED),
    ]
    word = f"my passport is {SECRET} <b>"
    missed = Complaint(ada, 5, APPLY.id, "en", MONDAY, Missing.WRONG, word)
    return report(
        Facts(
            asked,
            [Feedback(ada, APPLY.id, "en", helpful=False, given_at=MONDAY + HOUR)],
            [missed],
            [Rating(7, bo, 5, MONDAY + DAY)],
            [Handled(7, MONDAY, "fa", Reason.UNSURE, f"گربه {SECRET}", {APPLY.id: 0.7})],
            [Wait(MONDAY, MONDAY + 6 * HOUR, MONDAY + HOUR)],
            [(MONDAY, MONDAY + HOUR + HOUR / 2)],
        ),
        WEEK,
        OfficeHours(Hours()),
    )


def no_week() -> Report:
    """One in which nothing happened."""
    return report(Facts(), WEEK, OfficeHours(Hours()))
