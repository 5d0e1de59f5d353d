"""Last days follow from a person's days and the facts; every date here is worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.circumstances import NOTHING_KNOWN, Circumstances, Condition, Role
from actions.content.deadline_rules import Basis, DeadlineRule, Direction, Milestone
from actions.content.facts import Case, Certainty, Fact, Facts
from actions.content.facts_values import Texts, duration
from actions.content.loader import load_knowledge
from actions.domain.deadline import (
    Dates,
    Deadline,
    deadlines_for,
    missed,
    unconfirmed,
    upcoming,
    wanted_milestones,
)
from actions.domain.working_days import WorkingDays
from bot.config import PROJECT
from tests.facts.office import fact, known

ARRIVED, ENROLLED, STAY = Milestone.ARRIVED, Milestone.ENROLLED, Milestone.STAY
PERMIT, PASSPORT, MOVED = Milestone.PERMIT, Milestone.PASSPORT, Milestone.MOVED
FIRST = date(2026, 9, 1)
KAZAKH = Circumstances(citizenship="KZ")
NOVRUZ = {date(2027, 3, day) for day in range(20, 25)}  # Saturday to Wednesday
WORKING = WorkingDays(NOVRUZ.__contains__)
KB, _ = load_knowledge(PROJECT / "knowledge")
RULES = KB.almanac.rules.values()


def rule(direction: Direction, fact_name: str = "term", start: Milestone = ARRIVED) -> DeadlineRule:
    return DeadlineRule("some", start, direction, "a/b", Texts({}, "Do it"), fact_name)


def term(text: str, certainty: Certainty = Certainty.OFFICIAL) -> Fact:
    return fact("term", duration(text), certainty)


def due(direction: Direction, text: str, start: date) -> date | None:
    (found,) = worked_out(rule(direction), {"term": term(text)}, start)
    return found.due


def worked_out(
    one: DeadlineRule,
    facts: Facts,
    start: date = FIRST,
    whose: Circumstances = NOTHING_KNOWN,
    working: WorkingDays = WORKING,
) -> list[Deadline]:
    """What one rule makes of an arrival, on the day of arrival."""
    return deadlines_for(Basis({one.id: one}, facts), {ARRIVED: start}, whose, start, working)


def shipped(dates: Dates, today: date, whose: Circumstances = NOTHING_KNOWN) -> dict[str, Deadline]:
    found = deadlines_for(KB.basis, dates, whose, today, WORKING)
    return {each.rule: each for each in found}


@pytest.mark.parametrize(
    ("direction", "text", "start", "expected"),
    [
        # Calendar days: the day of arrival is not counted.
        ("after", "15 days", "2026-09-01", "2026-09-16"),
        ("after", "30 days", "2026-09-01", "2026-10-01"),
        ("after", "90 days", "2026-09-15", "2026-12-14"),
        ("after", "15 days", "2028-02-20", "2028-03-06"),  # 29 February 2028
        ("before", "30 days", "2027-01-15", "2026-12-16"),
        ("before", "30 days", "2027-03-30", "2027-02-28"),
        ("after", "2 weeks", "2026-12-25", "2027-01-08"),
        # Working days: Friday 4 September 2026; the fifth is Friday a week later.
        ("after", "5 working_days", "2026-09-04", "2026-09-11"),
        ("after", "5 working_days", "2026-09-05", "2026-09-11"),  # counted from Saturday
        ("after", "1 working_days", "2026-09-04", "2026-09-07"),
        # Over Novruz: Thu 18 March 2027; 19 is a working day, 20–24 are not; 25, 26, 29, 30.
        ("after", "5 working_days", "2027-03-18", "2027-03-30"),
        ("before", "3 working_days", "2027-03-26", "2027-03-18"),  # 25, 19, 18
        # Months: the same day, or the last one of a shorter month.
        ("before", "3 months", "2027-05-31", "2027-02-28"),
        ("before", "3 months", "2027-01-15", "2026-10-15"),
        ("after", "6 months", "2026-08-31", "2027-02-28"),
        ("after", "1 years", "2028-02-29", "2029-02-28"),
        # Of two numbers the one that leaves less time.
        ("after", "10..20 days", "2026-09-01", "2026-09-11"),
        ("before", "10..20 days", "2026-09-30", "2026-09-10"),
    ],
)
def test_a_term_ends_on_its_day(direction: str, text: str, start: str, expected: str) -> None:
    found = due(Direction(direction), text, date.fromisoformat(start))

    assert found == date.fromisoformat(expected)


# What the shipped rules and facts make of students' days: (whose, days, today, rule, last day).
STUDENTS = [
    ("everybody registers in 15 days", None, {ARRIVED: "2026-09-01"}, "registration", "2026-09-16"),
    ("a Turk as well", "TR", {ARRIVED: "2026-09-01"}, "registration", "2026-09-16"),
    ("30 days before a visa ends", None, {STAY: "2026-12-10"}, "permit_apply", "2026-11-10"),
    ("and the visa itself", None, {STAY: "2026-12-10"}, "stay_ends", "2026-12-10"),
    ("30 days before a permit ends", None, {PERMIT: "2027-09-30"}, "permit_extend", "2027-08-31"),
    ("and the permit itself", None, {PERMIT: "2027-09-30"}, "permit_ends", "2027-09-30"),
    ("proof 90 days after", None, {ENROLLED: "2026-09-15"}, "residence_proof", "2026-12-14"),
    ("a passport 3 months before", None, {PASSPORT: "2027-06-30"}, "passport_renew", "2027-03-30"),
    ("a move with a visa", None, {MOVED: "2026-10-02"}, "move_registration", "2026-10-09"),
    (
        "a move with a permit",
        None,
        {MOVED: "2026-10-02", PERMIT: "2027-09-30"},
        "move_permit",
        "2026-10-12",
    ),
    (
        "a move after the permit lapsed",
        None,
        {MOVED: "2026-10-02", PERMIT: "2026-10-01"},
        "move_registration",
        "2026-10-09",
    ),
]


def test_nobody_knows_the_last_day_to_register_for_a_kazakh() -> None:
    found = shipped({ARRIVED: FIRST}, date(2026, 9, 10), KAZAKH)["registration"]

    assert (found.due, found.term, found.certainty) == (None, None, Certainty.TO_CONFIRM)
    assert found in unconfirmed([found])


@pytest.mark.parametrize(
    ("country", "days", "name", "expected"),
    [case[1:] for case in STUDENTS],
    ids=[case[0] for case in STUDENTS],
)
def test_students_get_their_own_days(
    country: str | None, days: dict[Milestone, str], name: str, expected: str
) -> None:
    dates = {key: date.fromisoformat(day) for key, day in days.items()}

    found = shipped(dates, date(2026, 10, 1), Circumstances(citizenship=country))

    assert found[name].due == date.fromisoformat(expected)


def test_who_has_a_permit_is_not_told_to_apply_for_the_first_one() -> None:
    days = {STAY: date(2026, 12, 10), PERMIT: date(2027, 9, 30)}

    found = shipped(days, date(2026, 10, 1))

    assert set(found) == {"permit_extend", "permit_ends"}


def test_a_move_has_one_deadline_only() -> None:
    for until in (date(2026, 10, 1), date(2026, 10, 2), date(2027, 1, 1)):
        found = shipped({MOVED: date(2026, 10, 2), PERMIT: until}, date(2026, 10, 3))

        assert len({"move_registration", "move_permit"} & set(found)) == 1


def test_a_term_that_nobody_confirmed_has_no_day_and_no_number() -> None:
    found = shipped({ARRIVED: date(2026, 11, 20)}, date(2026, 11, 23))["phone_imei"]

    assert (found.due, found.act_by, found.term, found.days_left) == (None, None, None, None)
    assert found.certainty is Certainty.TO_CONFIRM
    assert not found.is_confirmed
    assert found.facts == ("imei_term",)


def test_an_expired_fact_is_as_good_as_none() -> None:
    expired = replace(term("15 days"), valid_until=date(2026, 8, 31))

    (found,) = worked_out(rule(Direction.AFTER), {"term": expired})

    assert found.due is None
    assert found.certainty is Certainty.TO_CONFIRM


def test_a_fact_that_is_gone_or_no_term_names_no_day() -> None:
    none: Facts = {}
    for facts in (none, {"term": fact("term", duration("3 hours"))}):
        (found,) = worked_out(rule(Direction.AFTER), facts)

        assert not found.is_confirmed


def test_secondary_sources_are_told() -> None:
    found = shipped({ENROLLED: date(2026, 9, 15)}, date(2026, 10, 1))

    assert found["residence_proof"].certainty is Certainty.SECONDARY
    assert found["residence_proof"].facts == ("residence_proof_term",)
    assert found["residence_proof"].entry == "admission/residence-proof-90-days"


def test_a_last_day_on_a_rest_day_stays_and_names_the_working_day_before() -> None:
    # 12 December 2026 is a Saturday, 21 March 2027 a holiday that is a Sunday, too.
    saturday = shipped({STAY: date(2026, 12, 12)}, date(2026, 12, 1))["stay_ends"]
    novruz = shipped({STAY: date(2027, 3, 21)}, date(2027, 3, 1))["stay_ends"]

    assert (saturday.due, saturday.act_by) == (date(2026, 12, 12), date(2026, 12, 11))
    assert (novruz.due, novruz.act_by) == (date(2027, 3, 21), date(2027, 3, 19))
    assert saturday.falls_on_rest_day
    assert novruz.falls_on_rest_day


def test_days_left_are_counted_in_calendar_and_working_days() -> None:
    # Monday 7 to Wednesday 16 September 2026: 8, 9, 10, 11, 14, 15, 16.
    found = shipped({ARRIVED: date(2026, 9, 1)}, date(2026, 9, 7))["registration"]

    assert (found.days_left, found.working_days_left(WORKING)) == (9, 7)
    assert not found.counts_working_days
    assert not found.falls_on_rest_day


def test_what_is_past_is_never_upcoming() -> None:
    days = {ARRIVED: date(2026, 9, 1), ENROLLED: date(2026, 9, 15)}

    on_day = shipped(days, date(2026, 9, 16)).values()
    after = shipped(days, date(2026, 9, 17)).values()
    later = shipped(days, date(2026, 10, 17)).values()

    assert [each.rule for each in upcoming(on_day)] == ["registration", "residence_proof"]
    assert [each.rule for each in upcoming(after)] == ["residence_proof"]
    assert [each.rule for each in missed(after)] == ["registration"]
    assert missed(later) == []


def test_what_needs_confirming_is_not_told_for_years() -> None:
    arrived = {ARRIVED: date(2026, 9, 1)}

    assert [e.rule for e in unconfirmed(shipped(arrived, date(2026, 9, 2)).values())] == [
        "phone_imei"
    ]
    assert unconfirmed(shipped(arrived, date(2027, 9, 2)).values()) == []


def test_a_rule_may_be_for_some_people_only() -> None:
    only = replace(rule(Direction.AFTER), condition=Condition(role=(Role.TEACHER,)))
    facts = {"term": term("15 days")}

    assert worked_out(only, facts) == []
    assert worked_out(only, facts, whose=Circumstances(role=Role.STUDENT)) == []
    assert len(worked_out(only, facts, whose=Circumstances(role=Role.TEACHER))) == 1


def test_a_slip_of_the_finger_is_no_day() -> None:
    for slip in (date.min, date(1926, 9, 1), date(2126, 9, 1), date.max):
        assert shipped({ARRIVED: slip, PERMIT: slip}, date(2026, 9, 1)) == {}


def test_days_that_would_tell_more_are_asked_for() -> None:
    assert wanted_milestones(RULES, {}) == list(Milestone)
    assert wanted_milestones(RULES, {ARRIVED: date(2026, 9, 1)})[0] is ENROLLED


def test_a_calendar_without_working_days_harms_nothing() -> None:
    never = WorkingDays(lambda _day: True)
    facts = {"term": term("5 working_days")}

    (found,) = worked_out(rule(Direction.AFTER), facts, working=never)

    assert found.act_by == found.due


# Properties.
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
units = st.sampled_from(["days", "working_days", "weeks", "months", "years"])
terms = st.builds(lambda count, unit: f"{count} {unit}", st.integers(1, 120), units)


@given(terms, days, st.integers(0, 60), st.sampled_from([Direction.AFTER, Direction.BEFORE]))
def test_who_arrives_later_has_no_earlier_last_day(
    text: str, start: date, more: int, direction: Direction
) -> None:
    first, second = due(direction, text, start), due(direction, text, start + timedelta(days=more))

    assert first is not None
    assert second is not None
    assert first <= second


@given(terms, days)
def test_a_term_after_a_day_ends_after_it_and_one_before_it_ends_before(
    text: str, start: date
) -> None:
    after, before = due(Direction.AFTER, text, start), due(Direction.BEFORE, text, start)

    assert after is not None
    assert before is not None
    assert before < start < after


@given(
    st.dictionaries(st.sampled_from(Milestone), st.dates(), max_size=6),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.sampled_from([None, "KZ", "TR"]),
)
def test_whatever_the_days_every_deadline_is_told_in_one_way_only(
    dates: dict[Milestone, date], today: date, country: str | None
) -> None:
    found = list(shipped(dates, today, Circumstances(citizenship=country)).values())

    told = [*upcoming(found), *missed(found), *unconfirmed(found)]
    assert len(told) == len({each.rule for each in told})
    assert all(each.due and each.due >= today for each in upcoming(found))
    assert all(each.act_by and each.due and each.act_by <= each.due for each in upcoming(found))
    assert [e.due for e in upcoming(found)] == sorted(e.due for e in upcoming(found) if e.due)


@given(days)
def test_a_longer_case_never_shortens_a_term(start: date) -> None:
    longer = Case(Condition(citizenship=("KZ",)), known(duration("30 days")))
    facts = {"term": replace(term("15 days"), cases=(longer,))}

    (usual,) = worked_out(rule(Direction.AFTER), facts, start)
    (theirs,) = worked_out(rule(Direction.AFTER), facts, start, KAZAKH)

    assert usual.due
    assert theirs.due
    assert theirs.due - usual.due == timedelta(days=15)
