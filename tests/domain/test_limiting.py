"""Who sends too much is asked for patience once, and heard again after a pause."""

from datetime import UTC, datetime, timedelta

from actions.domain.limiting import ALLOWANCES, KNOWN, Kind, Limiter, Verdict

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BURST = ALLOWANCES[Kind.MESSAGE].burst
SPAN = ALLOWANCES[Kind.MESSAGE].span


def flood(limiter: Limiter, count: int, at: datetime = NOON, who: int = 1) -> list[Verdict]:
    return [limiter.verdict(who, Kind.MESSAGE, at) for _ in range(count)]


def test_a_burst_is_heard_the_next_is_told_and_the_rest_is_dropped() -> None:
    verdicts = flood(Limiter(), BURST + 3)

    assert verdicts == [Verdict.ADMIT] * BURST + [Verdict.TELL, Verdict.DROP, Verdict.DROP]


def test_whoever_goes_on_is_not_told_again() -> None:
    limiter = Limiter()
    flood(limiter, BURST + 1)

    later = [limiter.verdict(1, Kind.MESSAGE, NOON + second * SPAN / 4) for second in range(80)]

    assert later.count(Verdict.TELL) == 0
    assert later.count(Verdict.ADMIT) == 19  # one for each span


def test_after_a_pause_a_new_burst_is_heard_and_told_of() -> None:
    limiter = Limiter()
    flood(limiter, BURST + 5)

    again = flood(limiter, BURST + 2, NOON + BURST * SPAN)

    assert again == [Verdict.ADMIT] * BURST + [Verdict.TELL, Verdict.DROP]


def test_people_and_kinds_are_counted_apart() -> None:
    limiter = Limiter()
    flood(limiter, BURST + 1)

    assert flood(limiter, 1, who=2) == [Verdict.ADMIT]
    assert limiter.verdict(1, Kind.FILE, NOON) is Verdict.ADMIT


def test_what_piled_up_over_hours_is_no_flood() -> None:
    limiter = Limiter()
    moments = (NOON + minute * timedelta(minutes=1) for minute in range(200))

    assert all(limiter.verdict(1, Kind.MESSAGE, at) is Verdict.ADMIT for at in moments)


def test_a_clock_that_goes_back_helps_nobody() -> None:
    limiter = Limiter()
    flood(limiter, BURST)

    assert flood(limiter, 1, NOON - timedelta(days=1)) == [Verdict.TELL]


def test_idle_people_take_no_memory() -> None:
    limiter = Limiter()
    for who in range(KNOWN + 1):
        flood(limiter, 1, who=who)
    flood(limiter, 1, NOON + timedelta(days=1), who=-1)

    assert len(limiter._buckets) <= 2
