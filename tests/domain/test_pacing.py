"""Never more messages in any window than Telegram allows."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.domain.pacing import LONGEST_SPAN, Pace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ADA, BO, STAFF = 11, 12, -1001
PUBLISHED_OVERALL, PUBLISHED_PER_GROUP = 30, 20  # a second; a minute

chats = st.sampled_from([ADA, BO, STAFF, *range(100, 160)])
waits = st.floats(0, 2).map(lambda seconds: timedelta(seconds=seconds))
traffic = st.lists(st.tuples(chats, waits), max_size=120)


def most_within(moments: Sequence[datetime], span: timedelta) -> int:
    """The most that left within any window of this length."""
    return max((sum(at <= m < at + span for m in moments) for at in moments), default=0)


def let_out(wanted: list[tuple[int, timedelta]], pace: Pace) -> list[tuple[int, datetime]]:
    """Each message leaves as early as it may, after a pause before asking."""
    now, left = NOON, []
    for chat, wait in wanted:
        now = max(now + wait, pace.free_at(chat, now + wait))
        pace.left(chat, now)
        left.append((chat, now))
    return left


@settings(max_examples=60, deadline=None)
@given(traffic)
def test_no_window_holds_more_than_telegram_allows(wanted: list[tuple[int, timedelta]]) -> None:
    left = let_out(wanted, Pace())

    assert most_within([at for _, at in left], SECOND) <= PUBLISHED_OVERALL
    for chat in {chat for chat, _ in left}:
        assert most_within([at for there, at in left if there == chat], SECOND) <= 1
    in_group = [at for chat, at in left if chat == STAFF]
    assert most_within(in_group, timedelta(minutes=1)) <= PUBLISHED_PER_GROUP


@settings(max_examples=40, deadline=None)
@given(traffic, st.integers(0, 120))
def test_a_restart_changes_nothing(wanted: list[tuple[int, timedelta]], cut: int) -> None:
    pace, restarted = Pace(), Pace()
    before = let_out(wanted[:cut], pace)
    now = before[-1][1] if before else NOON

    restarted.remember((chat, at) for chat, at in before if at >= now - LONGEST_SPAN)

    for chat, _ in wanted[cut:] or [(ADA, SECOND)]:
        assert restarted.free_at(chat, now) == pace.free_at(chat, now)


@settings(max_examples=40, deadline=None)
@given(traffic, st.floats(0, 120))
def test_forgetting_what_no_longer_matters_changes_nothing(
    wanted: list[tuple[int, timedelta]], pause: float
) -> None:
    forgetful, faithful = Pace(), Pace()
    left = let_out(wanted, faithful)
    forgetful.remember(left)
    now = (left[-1][1] if left else NOON) + timedelta(seconds=pause)

    forgetful.forget_idle(now)

    for chat in (ADA, BO, STAFF):
        assert forgetful.free_at(chat, now) == faithful.free_at(chat, now)


def test_the_first_message_leaves_at_once() -> None:
    assert Pace().free_at(ADA, NOON) == NOON


def test_a_hundred_students_are_answered_within_five_seconds() -> None:
    left = let_out([(chat, timedelta()) for chat in range(100, 200)], Pace())

    assert left[-1][1] - NOON < 5 * SECOND
    assert most_within([at for _, at in left], SECOND) <= PUBLISHED_OVERALL


def test_a_busy_chat_does_not_hold_up_another() -> None:
    pace = Pace()
    pace.left(ADA, NOON)

    assert pace.free_at(ADA, NOON) > NOON
    assert pace.free_at(BO, NOON) == NOON


def test_a_group_waits_for_its_minute() -> None:
    left = let_out([(STAFF, timedelta())] * 40, Pace())

    gaps = [after - before for (_, before), (_, after) in pairwise(left)]
    assert max(gaps) > 30 * SECOND
    assert left[-1][1] - NOON > timedelta(minutes=2)


def test_a_person_may_be_sent_more_in_a_minute_than_a_group() -> None:
    left = let_out([(ADA, timedelta())] * 40, Pace())

    assert left[-1][1] - NOON < 45 * SECOND


def test_a_server_without_limits_is_kept_waiting_only_when_it_asks() -> None:
    pace = Pace(unlimited=True)

    assert let_out([(STAFF, timedelta())] * 40, pace) == [(STAFF, NOON)] * 40
    pace.pause(STAFF, NOON + 30 * SECOND)
    assert pace.free_at(STAFF, NOON) == NOON + 30 * SECOND


def test_telegram_s_request_for_patience_is_respected() -> None:
    pace = Pace()
    pace.pause(ADA, NOON + 30 * SECOND)
    pace.pause(ADA, NOON + 10 * SECOND)

    assert pace.free_at(ADA, NOON) == NOON + 30 * SECOND
    assert pace.free_at(BO, NOON) == NOON


def test_patience_outlives_forgetting_until_it_is_over() -> None:
    pace = Pace()
    pace.pause(ADA, NOON + 90 * SECOND)

    pace.forget_idle(NOON + 80 * SECOND)

    assert pace.free_at(ADA, NOON + 80 * SECOND) == NOON + 90 * SECOND
    assert pace.free_at(ADA, NOON + 91 * SECOND) == NOON + 91 * SECOND
