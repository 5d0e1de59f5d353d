"""What follows from a person's own days: last days, and when to call them to mind."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from actions.content.circumstances import Circumstances
from actions.content.deadline_rules import Milestone
from actions.domain.deadline import Deadline, deadlines_for, wanted_milestones
from actions.domain.own_days import next_asked
from actions.domain.person import Person
from actions.domain.stay import Stay, look_again_at, newcomer
from actions.domain.working_days import WorkingDays
from actions.library import Library
from actions.ports import Work

AT_LATEST = timedelta(days=1)  # so soon one looks again: a fact may have become another one
Holiday = Callable[[str, date], bool]  # country, day → whether nobody works


def no_holidays(_country: str, _day: date) -> bool:
    """Where no calendar is known."""
    return False


class Staying:
    """Knows the rules, the calendar and the clock of the place."""

    def __init__(self, library: Library, is_holiday: Holiday = no_holidays) -> None:
        self._library, self._is_holiday = library, is_holiday

    @property
    def zone(self) -> ZoneInfo:
        """Where students live: nothing is known of another clock."""
        return ZoneInfo(self._library.kb.registry.hours.timezone)

    @property
    def working(self) -> WorkingDays:
        """The days on which offices are open."""
        country = self._library.kb.registry.hours.country
        if country is None:
            return WorkingDays()
        return WorkingDays(lambda day: self._is_holiday(country, day))

    def today(self, now: datetime) -> date:
        """The day that it is where students live."""
        return now.astimezone(self.zone).date()

    async def of(self, work: Work, person_id: int) -> Stay:
        """What a person told of their days."""
        return await work.stays.get(person_id) or newcomer(person_id)

    async def save(self, work: Work, stay: Stay, person: Person, now: datetime) -> None:
        """Keep it, and when to look at it again."""
        await work.stays.save(stay, self._look_at(stay, person.circumstances, now))

    def deadlines(self, stay: Stay, whose: Circumstances, now: datetime) -> list[Deadline]:
        """All that follow from somebody's days; also what is done."""
        basis = self._library.kb.basis
        return deadlines_for(basis, stay.dates, whose, self.today(now), self.working)

    def open_deadlines(self, stay: Stay, whose: Circumstances, now: datetime) -> list[Deadline]:
        """Those that are not done."""
        basis = self._library.kb.basis
        return stay.open_deadlines(basis, whose, self.today(now), self.working)

    def wanted(self, stay: Stay, now: datetime) -> list[Milestone]:
        """The days that would tell of more."""
        rules = self._library.kb.almanac.rules.values()
        return wanted_milestones(rules, stay.dates, self.today(now))

    def next_asked(self, stay: Stay, now: datetime) -> Milestone | None:
        """The day to ask for next; None if there is nothing more to ask."""
        return next_asked(self.wanted(stay, now), stay.dates, stay.skipped)

    def _look_at(self, stay: Stay, whose: Circumstances, now: datetime) -> datetime | None:
        if stay.is_stopped or stay.is_empty:
            return None
        deadlines = self.open_deadlines(stay, whose, now)
        planned = look_again_at(stay, deadlines, self.zone, now)
        return min(planned, now + AT_LATEST) if planned else now + AT_LATEST
