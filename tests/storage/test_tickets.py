"""Tickets keep their numbers, their person and their forum topic."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.decision import Reason
from actions.domain.ticket import Ticket, TicketState
from actions.ports import Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, BO, DESK, NOW, SECOND, ticket, undone
from tests.storage.strategies import PROPERTY, ids, moments, texts

SUPERGROUP = DESK - 1
tickets = st.builds(
    Ticket,
    id=st.just(0),
    person_id=ids,
    desk=texts,
    question=texts,
    locale=texts,
    reason=st.sampled_from(Reason),
    opened_at=moments,
    changed_at=moments,
    urgent=st.booleans(),
    state=st.sampled_from(TicketState),
    chat_id=st.none() | ids,
    thread_id=st.none() | ids,
    card_id=st.none() | ids,
    claimed_by=st.none() | ids,
    claimed_until=st.none() | moments,
    owed_since=st.none() | moments,
    suggested=st.lists(st.sampled_from(["a/b", "c/d"])).map(tuple),
)


async def test_a_ticket_gets_a_number_of_its_own(workroom: Workroom) -> None:
    async with workroom() as work:
        first = await work.tickets.add(ticket())
        second = await work.tickets.add(ticket())

        assert first.id < second.id
        assert first == replace(ticket(), id=first.id)
        assert await work.tickets.get(first.id) == first
        assert await work.tickets.get(second.id + 1) is None


async def test_a_saved_ticket_replaces_only_itself(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = await work.tickets.add(ticket())
        other = await work.tickets.add(ticket())
        closed = replace(ours, state=TicketState.CLOSED, urgent=True, chat_id=DESK, thread_id=9)
        await work.tickets.save(closed)

        assert await work.tickets.get(ours.id) == closed
        assert await work.tickets.get(other.id) == other


async def test_a_ticket_that_was_never_added_cannot_be_saved(workroom: Workroom) -> None:
    with pytest.raises(LookupError):
        async with workroom() as work:
            await work.tickets.save(replace(ticket(), id=1))


async def test_the_latest_ticket_is_the_persons_own_even_if_closed(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.tickets.add(ticket(ADA))
        newest = await work.tickets.add(ticket(ADA, state=TicketState.CLOSED))
        await work.tickets.add(ticket(BO))

        assert await work.tickets.latest_of(ADA) == newest
        assert await work.tickets.latest_of(ADA + 10) is None


async def test_a_ticket_is_found_by_its_forum_topic_also_by_one_that_it_left(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        ours = await work.tickets.add(ticket(chat_id=DESK, thread_id=5))
        other = await work.tickets.add(ticket(chat_id=SUPERGROUP, thread_id=5))
        await work.tickets.keep_thread(DESK, 4, ours.id)
        await work.tickets.keep_thread(DESK, 5, ours.id)
        await work.tickets.keep_thread(SUPERGROUP, 5, other.id)

        assert await work.tickets.in_thread(DESK, 5) == ours
        assert await work.tickets.in_thread(DESK, 4) == ours
        assert await work.tickets.in_thread(SUPERGROUP, 5) == other
        assert await work.tickets.in_thread(DESK, 7) is None


async def test_who_is_owed_a_reply_longest_comes_first(workroom: Workroom) -> None:
    async with workroom() as work:
        later = await work.tickets.add(ticket(owed_since=NOW))
        first = await work.tickets.add(ticket(owed_since=NOW - SECOND))
        nobody = await work.tickets.add(ticket())
        await work.tickets.add(ticket(state=TicketState.CLOSED))

        assert await work.tickets.in_state(TicketState.WAITING) == [first, later, nobody]
        assert await work.tickets.in_state(TicketState.WAITING, 1) == [first]


async def test_claims_are_known_by_who_has_them_and_when_they_are_over(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        held: dict[str, Any] = {"state": TicketState.STAFF, "claimed_by": BO}
        soon = await work.tickets.add(ticket(**held, claimed_until=NOW))
        late = await work.tickets.add(ticket(**held, claimed_until=NOW + SECOND))
        over: dict[str, Any] = {
            "state": TicketState.CLOSED,
            "claimed_by": BO,
            "claimed_until": NOW - SECOND,
        }
        closed = await work.tickets.add(ticket(**over))

        assert await work.tickets.of_member(BO) == [soon, late]
        assert await work.tickets.of_member(ADA) == []
        assert await work.tickets.expired(NOW) == [soon]
        assert await work.tickets.next_expiry() == NOW
        assert await work.tickets.recent(2) == [closed, late]


async def test_a_moved_group_takes_its_tickets_along_but_not_their_topics(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        ours = await work.tickets.add(ticket(chat_id=DESK, thread_id=5, card_id=6))
        other = await work.tickets.add(ticket(chat_id=ADA, thread_id=5))
        await work.tickets.move_chat(DESK, SUPERGROUP)

        moved = replace(ours, chat_id=SUPERGROUP, thread_id=None, card_id=None)
        assert await work.tickets.get(ours.id) == moved
        assert await work.tickets.get(other.id) == other


async def test_a_number_is_not_given_twice_after_a_rollback_of_nothing(workroom: Workroom) -> None:
    async with workroom() as work:
        kept = await work.tickets.add(ticket())
    async with undone(workroom) as work:
        await work.tickets.add(ticket())
    async with workroom() as work:
        assert (await work.tickets.add(ticket())).id > kept.id


@PROPERTY
@given(tickets)
async def test_any_ticket_comes_back_as_it_was(database: Database, any_ticket: Ticket) -> None:
    async with undone(database.workroom) as work:
        added = await work.tickets.add(any_ticket)
        stored = await work.tickets.get(added.id)

        assert stored == added == replace(any_ticket, id=added.id)


@PROPERTY
@given(tickets)
async def test_any_ticket_is_replaced_whole(database: Database, any_ticket: Ticket) -> None:
    async with undone(database.workroom) as work:
        number = (await work.tickets.add(ticket(opened_at=NOW))).id
        await work.tickets.save(replace(any_ticket, id=number))

        assert await work.tickets.get(number) == replace(any_ticket, id=number)
