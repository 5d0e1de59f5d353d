"""Last days for what one must do, from a person's own days and the facts of the office.

How days are counted:

- The day from which a term runs is not counted: 15 days from 1 September end on 16 September.
- “Working days” are Monday to Friday without public holidays; all other terms count every day.
- A month ends on the day of the same number, or on the last one of a shorter month.
- Of a term such as 10 to 20 days the shorter one counts after a day, the longer one before a day.
- No source of the office says that a last day on a weekend or holiday moves to the next working
  day. So it does not move here: the day itself stands, and beside it the last working day until
  then (`act_by`), on which it is safe to act.

Where the terms come from: knowledge/facts/, each with its source; see knowledge/deadlines.yml.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from actions.content.circumstances import Circumstances
from actions.content.deadline_rules import Basis, DeadlineRule, Direction, Milestone, is_term
from actions.content.facts import Certainty, Fact
from actions.content.facts_values import Duration, Unit
from actions.domain.working_days import WorkingDays

MISSED_FOR = timedelta(days=30)  # so long a missed day is still spoken of
UNCONFIRMED_FOR = timedelta(days=90)  # so long a term that nobody has confirmed may still matter
PLAUSIBLE = timedelta(days=15 * 366)  # no day of somebody's stay lies further away
MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}

Dates = Mapping[Milestone, date]  # what a person told of their own days


@dataclass(frozen=True)
class Deadline:
    """One last day; without a day if the term must be confirmed by a person first."""

    rule: str
    entry: str  # the answer that explains it
    milestone: Milestone
    counted_from: date
    today: date  # on which this was worked out
    due: date | None = None
    act_by: date | None = None  # the last working day until `due`
    term: Duration | None = None  # None if there is none, or none that may be shown
    direction: Direction = Direction.ON
    facts: tuple[str, ...] = ()  # names of those used
    certainty: Certainty = Certainty.OFFICIAL

    @property
    def is_confirmed(self) -> bool:
        """Whether a day may be named."""
        return self.due is not None

    @property
    def days_left(self) -> int | None:
        """Calendar days until the last day: 0 on the day itself, below 0 after it."""
        return (self.due - self.today).days if self.due else None

    def working_days_left(self, working: WorkingDays) -> int:
        """Working days from tomorrow until the last one; 0 without a day, or after it."""
        return working.between(self.today, self.act_by) if self.act_by else 0

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.due is not None and self.due < self.today

    @property
    def falls_on_rest_day(self) -> bool:
        """Whether nobody works on the last day, so that one must act earlier."""
        return self.act_by != self.due

    @property
    def counts_working_days(self) -> bool:
        """Whether its term leaves out weekends and holidays."""
        return self.term is not None and self.term.unit is Unit.WORKING_DAYS


def deadlines_for(
    basis: Basis, dates: Dates, whose: Circumstances, today: date, working: WorkingDays
) -> list[Deadline]:
    """All that follow from these days, the earliest first; those without a day come last."""
    whom = _Whom(basis, dates, whose, today, working)
    found = [whom.deadline(rule) for rule in basis.rules.values() if whom.is_concerned(rule)]
    return sorted(found, key=lambda each: (each.due or date.max, each.rule))


def upcoming(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Those whose day is still to come, or today."""
    return [each for each in deadlines if each.due and not each.is_over]


def missed(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Those whose day passed lately; what is long over helps nobody."""
    return [each for each in deadlines if each.due and each.is_over and _is_recent(each)]


def unconfirmed(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Those whose term somebody must confirm, and which may still matter."""
    return [each for each in deadlines if not each.due and _may_matter(each)]


def depends_on_citizenship(deadlines: Iterable[Deadline], basis: Basis) -> bool:
    """Whether any of these may be another one for citizens of some country."""
    rules = [basis.rules[each.rule] for each in deadlines if each.rule in basis.rules]
    conditions = [each for rule in rules for each in (rule.condition, rule.unsure) if each]
    for rule in rules:
        if fact := basis.facts.get(rule.fact):
            conditions.extend(case.condition for case in fact.cases)
    return any(condition.citizenship for condition in conditions)


def is_plausible(day: date, today: date) -> bool:
    """Whether it can be a day of somebody's stay, and no slip of the finger."""
    return abs(day - today) <= PLAUSIBLE


def wanted_milestones(
    rules: Iterable[DeadlineRule], dates: Dates, today: date | None = None
) -> list[Milestone]:
    """The days that would tell of more deadlines, in the order in which one asks for them.

    `today`: leaves out what is only for those who lack something that the person has.
    """
    asked = {rule.milestone for rule in rules if not _has(rule.lacking, dates, today)}
    return [each for each in Milestone if each in asked and each not in dates]


def can_be_worked_out(entry: str, basis: Basis, today: date) -> bool:
    """Whether an answer is about a last day, and its term may be named."""
    facts = (rule.fact for rule in basis.rules.values() if rule.entry == entry)
    return any(not name or _is_named(basis.facts.get(name), today) for name in facts)


def _has(milestone: Milestone | None, dates: Dates, today: date | None) -> bool:
    until = dates.get(milestone) if milestone else None
    return until is not None and today is not None and until >= today


def _is_named(fact: Fact | None, today: date) -> bool:
    return fact is not None and fact.is_current(today) and is_term(fact.value)


@dataclass(frozen=True)
class _Whom:
    """A person on a day."""

    basis: Basis
    dates: Dates
    whose: Circumstances
    today: date
    working: WorkingDays

    def is_concerned(self, rule: DeadlineRule) -> bool:
        """Whether the rule is for this person, as far as we know them."""
        start = self.dates.get(rule.milestone)
        if start is None or not is_plausible(start, self.today):
            return False
        if not rule.condition.fits(self.whose, self.basis.members):
            return False
        has = self._holds(rule.having, start) if rule.having else True
        lacks = not self._holds(rule.lacking, start) if rule.lacking else True
        return has and lacks

    def deadline(self, rule: DeadlineRule) -> Deadline:
        """Its last day; `is_concerned` must be true."""
        start = self.dates[rule.milestone]
        fact = self.basis.facts.get(rule.fact)
        term = None if self._is_unsure(rule) else self._term(fact)
        known = fact.certainty if fact else Certainty.OFFICIAL
        certainty = known if term or not rule.fact else Certainty.TO_CONFIRM
        due = start if not rule.fact else self._due(rule, start, term)
        act_by = self.working.last_until(due) if due else None
        return Deadline(
            rule.id,
            rule.entry,
            rule.milestone,
            start,
            self.today,
            due,
            act_by,
            term,
            rule.direction,
            (rule.fact,) if rule.fact else (),
            certainty,
        )

    def _is_unsure(self, rule: DeadlineRule) -> bool:
        """Whether another term holds for this person, and nobody knows for sure which."""
        return rule.unsure is not None and rule.unsure.fits(self.whose, self.basis.members)

    def _holds(self, milestone: Milestone, day: date) -> bool:
        """Whether something that ends on a milestone has not ended by a day."""
        until = self.dates.get(milestone)
        return until is not None and until >= day

    def _term(self, fact: Fact | None) -> Duration | None:
        """The term that holds for this person, if one may name it today."""
        if fact is None or not fact.is_current(self.today):
            return None
        value = fact.value_for(self.whose, self.basis.members)
        return value if isinstance(value, Duration) and is_term(value) else None

    def _due(self, rule: DeadlineRule, start: date, term: Duration | None) -> date | None:
        """None also where a calendar has no such day, as in the year 9999."""
        if term is None:
            return None
        try:
            return _moved(start, term, rule.direction, self.working)
        except (OverflowError, ValueError):
            return None


def _moved(start: date, term: Duration, direction: Direction, working: WorkingDays) -> date:
    is_before = direction is Direction.BEFORE
    count = -int(term.span.high) if is_before else int(term.span.low)
    if term.unit is Unit.WORKING_DAYS:
        return working.counted(start, count)
    if term.unit in MONTHS:
        return _months_later(start, count * MONTHS[term.unit])
    return start + (timedelta(weeks=count) if term.unit is Unit.WEEKS else timedelta(days=count))


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(start.day, last))


def _is_recent(deadline: Deadline) -> bool:
    return deadline.due is not None and deadline.today - deadline.due <= MISSED_FOR


def _may_matter(deadline: Deadline) -> bool:
    return deadline.today - deadline.counted_from <= UNCONFIRMED_FOR
