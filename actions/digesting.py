"""Telling staff once a week what people asked, when the office opens."""

from datetime import datetime

from actions.domain.delivery import Priority
from actions.domain.report import Report
from actions.domain.week import Telling, next_telling, telling_at
from actions.outbox import Outbox
from actions.ports import Clock, StaffPresenter, Work, Workroom
from actions.promising import Hours
from actions.reporting import Reporting
from actions.staffing import Staffing


class Digesting:
    """Each week once, over restarts and clock changes: the deliveries' cause names the week.

    A bot that is not running when the office opens tells it later in the same week. A week in
    which nobody asked anything is not told.
    """

    def __init__(
        self,
        workroom: Workroom,
        staffing: Staffing,
        reporting: Reporting,
        presenter: StaffPresenter,
        *,
        hours: Hours,
        clock: Clock,
    ) -> None:
        self._workroom, self._clock, self._hours = workroom, clock, hours
        self._staffing, self._reporting, self._presenter = staffing, reporting, presenter
        self._over = ""  # the last week that was looked at to the end

    async def run_once(self) -> int:
        """Tell it, if it is due; how many groups were told."""
        now = self._clock()
        telling = telling_at(now, self._hours())
        if telling is None or now < telling.due or telling.name == self._over:
            return 0
        async with self._workroom() as work:
            told = await self._tell(work, telling, now)
        self._over = telling.name
        return told

    async def next_due(self) -> datetime | None:
        """When there is something to tell."""
        now = self._clock()
        telling = telling_at(now, self._hours())
        if telling and telling.name != self._over:
            return telling.due
        return next_telling(now, self._hours())

    async def _tell(self, work: Work, telling: Telling, now: datetime) -> int:
        chat = await self._staffing.chat_of(self._staffing.main_desk, work.moves)
        cause = f"digest:{telling.name}"
        if chat is None or await work.deliveries.by_cause(f"{cause}:0"):
            return 0
        report = await self._reporting.of(work, telling.period(now))
        if not _says_something(report):
            return 0
        words = self._presenter.digest(report)
        await Outbox(work, cause, now).post(chat, words, Priority.NOTICE)
        return 1


def _says_something(report: Report) -> bool:
    return bool(report.questions or report.complaints or report.unanswered)
