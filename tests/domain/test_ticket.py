"""A ticket is in a legal state, whatever happens to it in whatever order."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.decision import Reason
from actions.domain.ticket import REOPEN_WITHIN, Ticket, TicketState
from actions.errors import TicketClosed, TicketTaken

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADA, CHIDI, DANA = 11, 21, 22
TICKET = Ticket(
    1, ADA, "admission", "Can I pay later?", "en", Reason.UNSURE, opened_at=NOON, changed_at=NOON
)
LATER = NOON + timedelta(hours=1)


UNTIL = LATER + timedelta(hours=2)


def replied(ticket: Ticket = TICKET, by: int = CHIDI) -> Ticket:
    return ticket.replied(LATER, by, UNTIL)


def test_a_reply_leaves_nothing_owed() -> None:
    ticket = replied(replace(TICKET, owed_since=NOON))

    assert (ticket.state, ticket.owed_since) == (TicketState.STAFF, None)
    assert (ticket.changed_at, ticket.opened_at) == (LATER, NOON)


def test_who_replies_first_has_the_ticket() -> None:
    assert replied().claimed_by == CHIDI
    assert replied(replied(), by=DANA).claimed_by == CHIDI


def test_who_writes_again_is_owed_a_reply_from_then_on() -> None:
    ticket = TICKET.asked_again(LATER).asked_again(UNTIL)

    assert (ticket.state, ticket.owed_since) == (TicketState.WAITING, LATER)


def test_who_writes_to_a_person_stays_with_that_person() -> None:
    ticket = replied().asked_again(UNTIL)

    assert (ticket.state, ticket.claimed_by) == (TicketState.STAFF, CHIDI)
    assert ticket.owed_since == UNTIL


def test_a_matter_once_urgent_stays_urgent() -> None:
    urgent = TICKET.asked_again(LATER, urgent=True)

    assert urgent.urgent
    assert urgent.asked_again(LATER).urgent
    assert not TICKET.asked_again(LATER).urgent


@pytest.mark.parametrize("state", [TicketState.ASSISTANT, TicketState.CLOSED])
def test_three_days_after_the_last_word_a_question_is_a_new_matter(state: TicketState) -> None:
    ticket = replace(TICKET, state=state)

    assert ticket.takes_more(NOON + REOPEN_WITHIN)
    assert not ticket.takes_more(NOON + REOPEN_WITHIN + timedelta(seconds=1))


@pytest.mark.parametrize("state", [TicketState.WAITING, TicketState.STAFF])
def test_who_waits_for_staff_waits_in_the_same_matter(state: TicketState) -> None:
    assert replace(TICKET, state=state).takes_more(NOON + 9 * REOPEN_WITHIN)


def test_of_two_who_claim_one_has_it_and_the_other_is_told_who() -> None:
    ticket = TICKET.claimed(CHIDI, UNTIL)

    with pytest.raises(TicketTaken) as taken:
        ticket.claimed(DANA, UNTIL)

    assert taken.value.by == CHIDI
    assert ticket.claimed(CHIDI, UNTIL) == ticket


def test_a_claim_that_is_over_returns_to_the_queue_if_a_reply_is_owed() -> None:
    claimed = replace(TICKET, owed_since=NOON).claimed(CHIDI, UNTIL)

    assert claimed.released().state is TicketState.WAITING
    assert claimed.released().claimed_by is None


def test_a_claim_that_is_over_goes_back_to_the_assistant_if_none_is_owed() -> None:
    assert replied().released().state is TicketState.ASSISTANT


def test_a_colleague_may_be_given_what_another_has() -> None:
    passed = TICKET.claimed(CHIDI, UNTIL).passed_to(DANA, UNTIL)

    assert (passed.state, passed.claimed_by) == (TicketState.STAFF, DANA)


def test_another_desk_in_another_group_starts_without_topic_and_card() -> None:
    here = replace(TICKET, chat_id=-1, thread_id=5, card_id=6).claimed(CHIDI, UNTIL)

    there, same = here.passed_to_desk("fees", -2), here.passed_to_desk("fees", -1)

    assert (there.chat_id, there.thread_id, there.card_id) == (-2, None, None)
    assert (same.thread_id, same.card_id, same.desk) == (5, 6, "fees")
    assert there.state is same.state is TicketState.WAITING
    assert there.claimed_by is None


def test_what_is_over_can_only_be_reopened() -> None:
    over = TICKET.claimed(CHIDI, UNTIL).closed(LATER)

    assert (over.state, over.claimed_by) == (TicketState.CLOSED, None)
    acts: list[Callable[[], object]] = [
        lambda: over.claimed(CHIDI, UNTIL),
        over.released,
        lambda: over.closed(LATER),
        lambda: over.passed_to(DANA, UNTIL),
        lambda: over.passed_to_desk("fees", -1),
    ]
    for act in acts:
        with pytest.raises(TicketClosed):
            act()
    assert over.reopened(UNTIL).state is TicketState.WAITING


EVENTS: dict[str, Callable[[Ticket, datetime], Ticket]] = {
    "asked": lambda ticket, now: ticket.asked_again(now),
    "urgently": lambda ticket, now: ticket.asked_again(now, urgent=True),
    "replied": lambda ticket, now: ticket.replied(now, CHIDI, now),
    "claimed": lambda ticket, now: ticket.claimed(DANA, now),
    "released": lambda ticket, _: ticket.released(),
    "passed": lambda ticket, now: ticket.passed_to(DANA, now),
    "closed": lambda ticket, now: ticket.closed(now),
    "reopened": lambda ticket, now: ticket.reopened(now),
}


@given(st.lists(st.sampled_from(sorted(EVENTS))))
def test_any_order_of_events_leaves_a_ticket_in_a_legal_state(events: list[str]) -> None:
    ticket = replace(TICKET, owed_since=NOON)
    for minute, event in enumerate(events):
        with suppress(TicketTaken, TicketClosed):
            ticket = EVENTS[event](ticket, NOON + timedelta(minutes=minute))

    is_held = ticket.state is TicketState.STAFF
    assert is_held == (ticket.claimed_by is not None) == (ticket.claimed_until is not None)
    assert ticket.state is not TicketState.WAITING or ticket.owed_since is not None
    assert ticket.is_open or ticket.owed_since is None
    assert ticket.urgent is ("urgently" in events)
    assert (ticket.id, ticket.person_id, ticket.question) == (1, ADA, TICKET.question)
