"""A ticket is in a legal state, whatever happens to it in whatever order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.decision import Reason
from actions.domain.ticket import REOPEN_WITHIN, Ticket, TicketState

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADA = 11
TICKET = Ticket(
    1, ADA, "admission", "Can I pay later?", "en", Reason.UNSURE, opened_at=NOON, changed_at=NOON
)
LATER = NOON + timedelta(hours=1)


def test_a_reply_leaves_nothing_owed() -> None:
    ticket = TICKET.replied(LATER)

    assert (ticket.state, ticket.changed_at, ticket.opened_at) == (TicketState.WAITING, LATER, NOON)


def test_who_writes_again_is_owed_a_reply() -> None:
    ticket = TICKET.replied(LATER).asked_again(LATER)

    assert ticket.state is TicketState.OPEN


def test_a_matter_once_urgent_stays_urgent() -> None:
    urgent = TICKET.asked_again(LATER, urgent=True)

    assert urgent.urgent
    assert urgent.asked_again(LATER).urgent
    assert not TICKET.asked_again(LATER).urgent


def test_a_question_after_three_days_is_a_new_matter() -> None:
    assert TICKET.takes_more(NOON + REOPEN_WITHIN)
    assert not TICKET.takes_more(NOON + REOPEN_WITHIN + timedelta(seconds=1))
    assert TICKET.replied(LATER).takes_more(LATER + REOPEN_WITHIN)


def test_what_is_over_takes_no_more() -> None:
    assert not replace(TICKET, state=TicketState.CLOSED).takes_more(NOON)


@given(st.lists(st.sampled_from(["asked", "urgently", "replied"])))
def test_any_order_of_events_keeps_whose_matter_it_is(events: list[str]) -> None:
    ticket = TICKET
    for minute, event in enumerate(events):
        moment = NOON + timedelta(minutes=minute)
        ticket = (
            ticket.replied(moment)
            if event == "replied"
            else ticket.asked_again(moment, urgent=event == "urgently")
        )

    is_answered = bool(events) and events[-1] == "replied"
    assert ticket.state is (TicketState.WAITING if is_answered else TicketState.OPEN)
    assert ticket.urgent is ("urgently" in events)
    assert (ticket.id, ticket.person_id, ticket.question) == (1, ADA, TICKET.question)
