"""A report counts what happened, groups what was not answered, and names nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from actions.content.week import Hours
from actions.domain.decision import Reason
from actions.domain.exchange import Exchange, Outcome
from actions.domain.feedback import Complaint, Feedback, Missing
from actions.domain.grouping import grouped
from actions.domain.interval import Share
from actions.domain.office_hours import OfficeHours
from actions.domain.rating import Rating, Tally
from actions.domain.record import Handled, Wait
from actions.domain.report import Facts, Period, Report, Spread, report, spread
from actions.domain.resolution import Resolution

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEK = Period(NOON, NOON + 7 * DAY, NOON + 9 * DAY)
ALWAYS = OfficeHours(Hours(week={day: ((time(0), time(23, 59)),) for day in range(7)}))
ADA, BO = 11, 12


def exchange(outcome: Outcome, *entries: str, who: int = ADA, **more: object) -> Exchange:
    made = Exchange(who, NOON, "en", outcome, entries)
    return replace(made, **more)  # type: ignore[arg-type]


def handled(question: str, locale: str = "en", **meaning: float) -> Handled:
    named = {name.replace("_", "/"): sure for name, sure in meaning.items()}
    return Handled(1, NOON, locale, Reason.UNSURE, question, named)


def told(**facts: object) -> Report:
    return report(Facts(**facts), WEEK, ALWAYS)  # type: ignore[arg-type]


def test_of_nothing_everything_is_none() -> None:
    empty = told()

    assert (empty.questions, empty.people, empty.locales, empty.unanswered) == (0, 0, (), ())
    assert empty.helpful.value is None
    assert len(empty.days) == 8  # it begins and ends in the middle of a day


def test_questions_are_counted_by_what_became_of_them_and_taps_are_none() -> None:
    outcomes = (Outcome.ANSWERED, Outcome.CLARIFIED, Outcome.CHOSEN, Outcome.COURTESY)
    found = told(exchanges=[exchange(each) for each in outcomes])

    assert found.questions == 2
    assert found.share(Outcome.ANSWERED) == Share(1, 2)
    assert found.people == 1


def test_what_is_before_or_after_the_period_is_not_counted() -> None:
    moments = (NOON - HOUR, NOON, NOON + 7 * DAY)
    found = told(exchanges=[exchange(Outcome.ANSWERED, at=at) for at in moments])

    assert found.questions == 1


def test_a_day_is_a_day_of_the_office() -> None:
    late = exchange(Outcome.ANSWERED, at=datetime(2026, 11, 23, 20, 30, tzinfo=UTC))  # 00:30 there
    days = dict(told(exchanges=[late]).days)

    assert days[date(2026, 11, 24)][Outcome.ANSWERED] == 1


def test_confirmed_assumed_and_unresolved_are_kept_apart() -> None:
    answers = [
        exchange(Outcome.ANSWERED, "fees/tuition"),
        exchange(Outcome.ANSWERED, "life/library", who=BO),
        exchange(Outcome.ANSWERED, "life/library", who=13),
        exchange(Outcome.ANSWERED, "life/library", who=14, at=NOON + 6 * DAY),
    ]
    thumbs = [
        Feedback(ADA, "fees/tuition", "en", helpful=True, given_at=NOON + HOUR),
        Feedback(BO, "life/library", "en", helpful=False, given_at=NOON + HOUR),
    ]
    facts = Facts(answers, thumbs, ratings=[Rating(1, 15, 5, NOON), Rating(2, 16, 3, NOON)])
    found = report(facts, replace(WEEK, now=NOON + 6 * DAY + HOUR), ALWAYS)

    assert found.resolutions == {
        Resolution.CONFIRMED: 2,
        Resolution.UNRESOLVED: 2,
        Resolution.ASSUMED: 1,
        Resolution.TOO_EARLY: 1,
    }
    assert found.helpful == Share(1, 2)
    assert found.ratings == Tally(2, 4.0)
    [line] = found.locales
    assert line.resolved == Share(2, 3)


def test_the_most_used_language_is_first() -> None:
    asked = [exchange(Outcome.DECLINED, locale=each) for each in ("az", "ru", "ru")]

    assert [line.locale for line in told(exchanges=asked).locales] == ["ru", "az"]


def test_four_of_five_waited_no_longer_than_is_said() -> None:
    assert spread([n * HOUR for n in (9, 1, 2, 3, 4)]) == Spread(5, 3 * HOUR, 4 * HOUR)
    assert spread([]) == Spread()


@pytest.mark.parametrize(
    ("answered", "share"),
    [(NOON + HOUR, Share(1, 1)), (NOON + 3 * HOUR, Share(0, 1)), (None, Share(0, 1))],
)
def test_a_promise_is_kept_or_not(answered: datetime | None, share: Share) -> None:
    assert told(waits=[Wait(NOON, NOON + 2 * HOUR, answered)]).promises == share


def test_of_a_promise_that_still_runs_nothing_is_said() -> None:
    assert told(waits=[Wait(NOON, NOON + 30 * DAY)]).promises == Share(0, 0)


def test_answers_that_did_not_help_say_what_was_missing_and_hide_who_said_it() -> None:
    first = Complaint(ADA, 1, "fees/tuition", "en", NOON, Missing.WRONG, "call me: +994501234567")
    second = replace(first, person_id=BO, missing=Missing.WRONG, word="")
    [line, _] = told(complaints=[first, replace(first, entry_id="a/b"), second]).complaints

    assert (line.entry_id, line.count, line.missing) == ("fees/tuition", 2, {Missing.WRONG: 2})
    assert line.words == (("en", "call me: •••"),)


def test_unanswered_questions_of_one_meaning_stand_together_whatever_their_language() -> None:
    groups = grouped(
        [
            handled("can I bring a cat", life_pets=0.8),
            handled("where is the gym", life_sport=0.9),
            handled("pişik gətirə bilərəm?", "az", life_pets=0.7, life_sport=0.1),
            handled("???"),
            handled("!!!"),
            replace(handled("a person please", life_pets=0.9), reason=Reason.REQUESTED),
            replace(handled("", life_pets=0.9)),
        ]
    )

    assert [group.size for group in groups] == [2, 1, 1, 1]
    assert groups[0].locales == [("en", 1), ("az", 1)]
    assert groups[0].about == "life/pets"
    assert groups[0].examples(5) == [("en", "can I bring a cat"), ("az", "pişik gətirə bilərəm?")]


def test_what_waits_since_the_next_week_belongs_to_that_one() -> None:
    late = replace(handled("can I bring a cat"), asked_at=NOON + 7 * DAY)

    assert told(handled=[late]).unanswered == ()


def test_examples_are_short_masked_and_each_told_once() -> None:
    [group] = grouped([handled(words, a_b=1.0) for words in ("AZE12345678 ok", "AZE12345678 ok")])
    [long] = grouped([handled("x " * 400)])

    assert group.examples(5) == [("en", "••• ok")]
    assert len(long.examples(1)[0][1]) <= 160
