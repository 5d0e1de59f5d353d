"""What can honestly be promised, and who is reminded when it is not kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from actions.content.week import Hours
from actions.domain.decision import Reason
from actions.domain.office_hours import OfficeHours
from actions.domain.promise import (
    LONGEST,
    SHORTEST,
    UNKNOWN,
    Step,
    expected,
    next_step,
    promise,
)
from actions.domain.ticket import Ticket

OFFICE = OfficeHours(Hours())
HOUR = timedelta(hours=1)


def baku(day: int, hour: int, minute: int = 0) -> datetime:
    moment = datetime(2026, 11, day, hour, minute, tzinfo=OFFICE.zone)
    return moment.astimezone(UTC)


MONDAY = baku(23, 10)
TICKET = Ticket(1, 7, "office", "?", "en", Reason.UNSURE, MONDAY, MONDAY, owed_since=MONDAY)


def test_four_of_five_waits_are_within_what_is_expected() -> None:
    assert expected([n * HOUR for n in range(1, 11)]) == 8 * HOUR


def test_too_few_replies_say_nothing() -> None:
    assert expected([HOUR] * 9) == UNKNOWN
    assert expected([]) == UNKNOWN


@pytest.mark.parametrize(("seen", "told"), [(timedelta(0), SHORTEST), (500 * HOUR, LONGEST)])
def test_nothing_absurd_is_promised(seen: timedelta, told: timedelta) -> None:
    assert expected([seen] * 20) == told


def test_a_promise_is_counted_in_the_office_s_time() -> None:
    assert promise(TICKET, baku(27, 16), 2 * HOUR, OFFICE).due_at == baku(30, 11)


def test_first_the_student_is_told_again_then_the_office_is_reminded_step_by_step() -> None:
    promised = promise(TICKET, MONDAY, 4 * HOUR, OFFICE)
    moments = [promised.next_at]

    promised = promised.told_again(baku(24, 12), OFFICE)
    moments.append(promised.next_at)
    for step in (Step.CLAIMER, Step.DESK, Step.HEAD):
        promised = promised.climbed(step, OFFICE)
        moments.append(promised.next_at)

    assert moments == [baku(23, 13), baku(23, 15), baku(23, 16), baku(24, 11), None]


def test_without_an_owner_the_desk_is_reminded_first() -> None:
    promised = promise(TICKET, MONDAY, HOUR, OFFICE)

    assert next_step(promised, TICKET) is Step.DESK
    assert next_step(promised, replace(TICKET, claimed_by=5)) is Step.CLAIMER
    assert next_step(replace(promised, step=Step.CLAIMER), TICKET) is Step.DESK
    assert next_step(replace(promised, step=Step.DESK), TICKET) is Step.HEAD


def test_a_promise_is_about_one_wait() -> None:
    promised = promise(TICKET, MONDAY, HOUR, OFFICE)

    assert promised.is_about(TICKET)
    assert not promised.is_about(replace(TICKET, owed_since=None))
    assert not promised.is_about(replace(TICKET, owed_since=MONDAY + HOUR))
    assert not promised.is_about(TICKET.closed(MONDAY))
