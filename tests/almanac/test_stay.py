"""A person's days change, are paused, are done: and reminders follow."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from actions.content.circumstances import NOTHING_KNOWN
from actions.content.deadline_rules import Basis, DeadlineRule, Direction, Milestone
from actions.content.facts_values import Texts
from actions.domain.deadline import Deadline
from actions.domain.stay import Done, Sent, Stay, look_again_at, reminders_to_send
from actions.domain.working_days import WorkingDays

BAKU = ZoneInfo("Asia/Baku")
STAY, PERMIT = Milestone.STAY, Milestone.PERMIT
RULES = {
    each.value: DeadlineRule(each.value, each, Direction.ON, "a/b", Texts({}, "Do it"))
    for each in (STAY, PERMIT)
}
BASIS = Basis(RULES, {})
NOBODY: Sent = {}


def baku(day: int, hour: int = 10) -> datetime:
    """A moment of November 2026 in Baku."""
    return datetime(2026, 11, day, hour, tzinfo=BAKU).astimezone(UTC)


TOLD = Stay(1).telling(STAY, date(2026, 11, 20), baku(1, 9))  # a Friday


def deadlines(stay: Stay, now: datetime) -> list[Deadline]:
    today = now.astimezone(BAKU).date()
    return stay.open_deadlines(BASIS, NOTHING_KNOWN, today, WorkingDays())


def said(stay: Stay, now: datetime, sent: Sent = NOBODY) -> list[int]:
    found = reminders_to_send(stay, deadlines(stay, now), BAKU, now, sent)
    return [reminder.days_before for _, reminder in found]


def test_who_told_a_day_is_reminded_of_it() -> None:
    assert said(TOLD, baku(13)) == [7]
    assert said(TOLD, baku(13), {("stay_until", date(2026, 11, 20)): frozenset({7})}) == []


def test_who_changes_a_day_is_reminded_of_the_new_one_from_then_on() -> None:
    later = TOLD.telling(STAY, date(2026, 11, 27), baku(14))

    assert said(later, baku(20)) == [7]
    assert said(later, baku(17)) == []
    assert later.telling(STAY, date(2026, 11, 27), baku(19)) == later


def test_a_day_that_is_taken_back_leaves_nothing_behind() -> None:
    assert TOLD.telling(STAY, None, baku(2)) == Stay(1)


def test_during_a_pause_and_of_what_fell_into_it_nothing_is_said() -> None:
    paused = TOLD.paused(baku(18))

    assert said(paused, baku(17)) == []
    assert said(paused, baku(18, 11)) == []
    assert said(paused, baku(19)) == [1]
    assert said(paused.resumed(baku(17, 9)), baku(17)) == [3]


def test_who_stopped_hears_nothing_until_they_want_it_again() -> None:
    stopped = TOLD.stopped()

    assert said(stopped, baku(19)) == []
    assert look_again_at(stopped, deadlines(TOLD, baku(1)), BAKU, baku(1)) is None
    assert said(stopped.resumed(baku(19, 11)), baku(19, 12)) == []
    assert said(stopped.resumed(baku(19, 11)), baku(20)) == [0]


def test_what_is_done_is_not_spoken_of_but_its_next_time_is() -> None:
    (now_due,) = deadlines(TOLD, baku(1))
    done = TOLD.having_done(now_due)

    assert said(done, baku(19)) == []
    assert said(done.telling(STAY, date(2026, 11, 27), baku(14)), baku(20)) == [7]


def test_several_are_said_the_nearest_first() -> None:
    both = TOLD.telling(PERMIT, date(2026, 11, 19), baku(1, 9))

    found = reminders_to_send(both, deadlines(both, baku(19)), BAKU, baku(19), NOBODY)

    assert [reminder.due.day for _, reminder in found] == [19, 20]


def test_one_looks_again_when_the_next_reminder_is_due() -> None:
    known = deadlines(TOLD, baku(1))

    assert look_again_at(TOLD, known, BAKU, baku(7)) == baku(13)
    assert look_again_at(TOLD.paused(baku(14)), known, BAKU, baku(7)) == baku(17)
    assert look_again_at(TOLD, known, BAKU, baku(20)) is None


steps = st.tuples(
    st.sampled_from(["wait", "tell", "pause", "stop", "resume", "done"]),
    st.integers(1, 96),  # hours
)


@given(st.lists(steps, max_size=40))
def test_whatever_they_do_nothing_is_said_twice_or_while_they_want_quiet(
    doings: list[tuple[str, int]],
) -> None:
    stay, now = TOLD, baku(1, 9)
    sent: dict[Done, frozenset[int]] = {}
    for name, hours in doings:
        now += timedelta(hours=hours)
        if name == "tell":
            stay = stay.telling(STAY, now.date() + timedelta(days=hours % 20), now)
        elif name == "pause":
            stay = stay.paused(now + timedelta(hours=hours))
        elif name == "stop":
            stay = stay.stopped()
        elif name == "resume":
            stay = stay.resumed(now)
        for each in deadlines(stay, now):
            if name == "done":
                stay = stay.having_done(each)
        found = reminders_to_send(stay, deadlines(stay, now), BAKU, now, sent)
        assert not (found and stay.is_quiet(now))
        for one, reminder in found:
            key = (one.rule, reminder.due)
            assert reminder.days_before not in sent.get(key, frozenset())
            assert key not in stay.done
            sent[key] = sent.get(key, frozenset()) | {reminder.days_before}
