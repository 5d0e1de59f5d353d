"""Success that was said is kept apart from success that is only assumed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from actions.domain.exchange import Exchange, Outcome
from actions.domain.feedback import Feedback
from actions.domain.resolution import Resolution, resolution

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
ANSWER = Exchange(11, NOON, "en", Outcome.ANSWERED, ("fees/tuition",))


def thumb(*, helpful: bool, after: timedelta = HOUR, entry: str = "fees/tuition") -> Feedback:
    return Feedback(11, entry, "en", helpful, NOON + after)


def later(outcome: Outcome, *entries: str, after: timedelta = HOUR) -> Exchange:
    return replace(ANSWER, at=NOON + after, outcome=outcome, entries=entries)


@pytest.mark.parametrize("now", [NOON + HOUR, NOON + 9 * DAY])
def test_a_thumb_decides_at_once_and_for_good(now: datetime) -> None:
    again = [later(Outcome.HANDED_OFF)]

    assert resolution(ANSWER, again, [thumb(helpful=True)], now) is Resolution.CONFIRMED
    assert resolution(ANSWER, [], [thumb(helpful=False)], now) is Resolution.UNRESOLVED


def test_the_last_thumb_counts_and_only_on_this_answer() -> None:
    changed = [thumb(helpful=False), thumb(helpful=True, after=2 * HOUR)]
    others = [thumb(helpful=False, entry="fees/other"), thumb(helpful=False, after=-HOUR)]

    assert resolution(ANSWER, [], changed, NOON + DAY) is Resolution.CONFIRMED
    assert resolution(ANSWER, [], others, NOON + DAY) is Resolution.ASSUMED


def test_silence_is_success_after_a_day_and_not_before() -> None:
    assert resolution(ANSWER, [], [], NOON + DAY - HOUR) is Resolution.TOO_EARLY
    assert resolution(ANSWER, [], [], NOON + DAY) is Resolution.ASSUMED


@pytest.mark.parametrize(
    ("next_one", "is_further"),
    [
        (later(Outcome.ANSWERED, "fees/tuition"), True),  # the same again
        (later(Outcome.ANSWERED, "fees/when"), True),  # the same topic
        (later(Outcome.CHOSEN, "fees/when"), True),
        (later(Outcome.CHOSEN, "fees/tuition"), False),  # the same for one's own circumstances
        (later(Outcome.ANSWERED, "life/library"), False),
        (later(Outcome.COURTESY), False),
        (later(Outcome.CLARIFIED, "life/library"), True),  # perhaps the same in other words
        (later(Outcome.DECLINED), True),
        (later(Outcome.PASSED_ON), True),
        (later(Outcome.CONTINUED), True),
        (later(Outcome.PASSED_ON, after=DAY), False),
        (later(Outcome.PASSED_ON, after=-HOUR), False),
    ],
)
def test_who_comes_back_within_a_day_was_not_helped(next_one: Exchange, is_further: bool) -> None:  # noqa: FBT001
    expected = Resolution.UNRESOLVED if is_further else Resolution.ASSUMED

    assert resolution(ANSWER, [next_one], [], NOON + 2 * DAY) is expected
