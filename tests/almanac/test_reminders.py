"""One is reminded in time, by one's own clock, and once."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.deadline_rules import Milestone
from actions.domain.deadline import Deadline
from actions.domain.reminder import (
    DAYS_BEFORE,
    Reminder,
    future_reminders,
    reminder_to_send,
    reminders,
)

BAKU, BERLIN = ZoneInfo("Asia/Baku"), ZoneInfo("Europe/Berlin")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def deadline(due: date | None, act_by: date | None = None, rule: str = "permit") -> Deadline:
    start = date(2026, 9, 1)
    return Deadline(rule, "a/b", Milestone.ARRIVED, start, start, due, act_by or due)


PERMIT = deadline(date(2026, 11, 10))


def baku(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of November 2026 in Baku, which is four hours ahead of UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BAKU).astimezone(UTC)


def test_one_is_reminded_at_ten_in_the_morning_where_one_is() -> None:
    found = reminders(PERMIT, BAKU)

    assert [(each.days_before, each.at) for each in found] == [
        (14, datetime(2026, 10, 27, 6, tzinfo=UTC)),
        (7, datetime(2026, 11, 3, 6, tzinfo=UTC)),
        (3, datetime(2026, 11, 7, 6, tzinfo=UTC)),
        (1, datetime(2026, 11, 9, 6, tzinfo=UTC)),
        (0, datetime(2026, 11, 10, 6, tzinfo=UTC)),
    ]


def test_the_hour_stays_when_summer_time_ends() -> None:
    # In Berlin the clock goes back on 25 October 2026.
    found = reminders(deadline(date(2026, 10, 26)), BERLIN, (3, 0))

    assert [each.at.hour for each in found] == [8, 9]
    assert [each.at.astimezone(BERLIN).hour for each in found] == [10, 10]


def test_of_a_last_day_on_a_sunday_one_hears_until_friday() -> None:
    found = reminders(deadline(date(2026, 11, 15), date(2026, 11, 13)), BAKU)

    assert found[-1].at == baku(13)
    assert {each.due for each in found} == {date(2026, 11, 15)}


def test_without_a_day_there_is_no_reminder() -> None:
    assert reminders(deadline(None), BAKU) == []
    assert reminder_to_send(deadline(None), BAKU, baku(10), LONG_AGO) is None


def test_only_what_is_to_come_lies_in_the_future() -> None:
    assert [each.days_before for each in future_reminders(PERMIT, BAKU, baku(7))] == [1, 0]
    assert future_reminders(PERMIT, BAKU, baku(10)) == []


def sent_at(now: datetime, since: datetime = LONG_AGO, *sent: int) -> int | None:
    found = reminder_to_send(PERMIT, BAKU, now, since, sent)
    return found.days_before if found else None


def test_a_reminder_is_sent_when_its_moment_has_come() -> None:
    assert sent_at(baku(7, 9, 59), LONG_AGO, 14, 7) is None
    assert sent_at(baku(7), LONG_AGO, 14, 7) == 3
    assert sent_at(baku(7, 10, 1), LONG_AGO, 14, 7, 3) is None


def test_after_a_standstill_the_latest_is_sent_alone() -> None:
    assert sent_at(baku(9, 12)) == 1
    assert sent_at(baku(9, 13), LONG_AGO, 1) is None


def test_nobody_is_reminded_of_what_was_before_they_told_us() -> None:
    told = baku(8, 15)

    assert sent_at(baku(8, 15, 1), told) is None
    assert sent_at(baku(9), told) == 1


def test_a_day_that_has_passed_is_not_spoken_of() -> None:
    assert sent_at(baku(10, 23, 59)) == 0
    assert sent_at(baku(11, 0, 0)) is None
    assert sent_at(baku(11, 10)) is None


def test_a_clock_that_goes_back_repeats_nothing() -> None:
    assert sent_at(baku(7, 12), LONG_AGO, 1) is None


def test_a_key_tells_every_reminder_of_everybody_from_all_others() -> None:
    both = [PERMIT, deadline(date(2026, 11, 10), rule="other"), deadline(date(2026, 11, 11))]
    keys = [each.key(person) for one in both for each in reminders(one, BAKU) for person in (1, 2)]

    assert len(set(keys)) == len(keys) == 30
    assert keys[0] == "deadline:1:permit:2026-11-10:14"


def test_the_key_stays_when_a_holiday_is_announced() -> None:
    before = reminders(deadline(date(2026, 11, 10)), BAKU)[-1]
    after = reminders(deadline(date(2026, 11, 10), date(2026, 11, 6)), BAKU)[-1]

    assert before.key(1) == after.key(1)
    assert before.at != after.at


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
zones = st.sampled_from(["Asia/Baku", "Europe/Berlin", "America/New_York", "Asia/Tehran", "UTC"])
steps = st.lists(st.integers(-600, 3000), min_size=1, max_size=60)  # minutes between two looks


@given(days, zones, steps, st.integers(0, 30 * 24))
def test_however_the_clock_jumps_nothing_is_sent_twice_or_late_or_out_of_order(
    due: date, zone: str, jumps: list[int], hours_before: int
) -> None:
    one, place = deadline(due), ZoneInfo(zone)
    now = datetime.combine(due, datetime.min.time(), UTC) - timedelta(hours=hours_before)
    since = now
    sent: list[int] = []
    for jump in jumps:
        now += timedelta(minutes=jump)
        found = reminder_to_send(one, place, now, since, sent)
        if found:
            assert since < found.at <= now
            assert now.astimezone(place).date() <= due
            sent.append(found.days_before)

    assert sent == sorted(set(sent), reverse=True)


@given(days, zones)
def test_whoever_looks_every_hour_misses_none(due: date, zone: str) -> None:
    one, place = deadline(due), ZoneInfo(zone)
    start = datetime.combine(due, datetime.min.time(), UTC) - timedelta(days=20)
    sent: list[int] = []
    for hour in range(22 * 24):
        found = reminder_to_send(one, place, start + timedelta(hours=hour), start, sent)
        sent += [found.days_before] if found else []

    assert tuple(sent) == DAYS_BEFORE


@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/Havana"])
def test_a_day_or_hour_that_a_clock_leaves_out_is_no_obstacle(zone: str) -> None:
    found = reminders(deadline(date(2011, 12, 31)), ZoneInfo(zone), (1, 0))

    assert len(found) == 2
    assert all(isinstance(each, Reminder) for each in found)
    assert found[0].at <= found[1].at
