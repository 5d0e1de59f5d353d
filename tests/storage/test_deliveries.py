"""Deliveries go out in order, once; what happened to them stays visible."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.delivery import CARD, Call, Delivery, DeliveryState, Priority
from actions.domain.ledger import Ledger
from actions.domain.letter import Copy
from actions.ports import Work, Workroom
from bot.storage.database import Database
from tests.storage.builders import (
    ADA,
    BO,
    DESK,
    NOW,
    SECOND,
    delivery,
    letter,
    ticket,
    undone,
)
from tests.storage.strategies import PROPERTY, bodies, ids, moments, texts

SUPERGROUP = DESK - 1


async def queued(work: Work, *deliveries: Delivery) -> list[int]:
    """Their numbers, after they were added."""
    for one in deliveries:
        assert await work.deliveries.add(one)
    return [await number_of(work, one.cause) for one in deliveries]


async def number_of(work: Work, cause: str) -> int:
    """The number of what has this cause, counted up from 1."""
    number = 1
    while (found := await work.deliveries.get(number)) is None or found.cause != cause:
        number += 1
    return number


async def heads(work: Work, now: datetime = NOW) -> list[str]:
    return [head.cause for head in await work.deliveries.heads(now)]


async def test_the_same_cause_twice_is_one_delivery(workroom: Workroom) -> None:
    async with workroom() as work:
        first = await work.deliveries.add(delivery("reply:1"))
        again = await work.deliveries.add(delivery("reply:1", chat_id=BO))

        assert (first, again) == (True, False)
        assert [head.chat_id for head in await work.deliveries.heads(NOW)] == [ADA]


async def test_only_the_first_delivery_of_a_chat_may_go(workroom: Workroom) -> None:
    async with workroom() as work:
        first, _, _ = await queued(work, delivery("a1"), delivery("a2"), delivery("b1", BO))
        before = await heads(work)
        await work.deliveries.sent(first, NOW, 100)

        assert before == ["a1", "b1"]
        assert await heads(work) == ["a2", "b1"]


async def test_heads_go_by_priority_and_then_by_age(workroom: Workroom) -> None:
    async with workroom() as work:
        await queued(
            work,
            delivery("notice", 1, priority=Priority.NOTICE),
            delivery("staff", 2, priority=Priority.STAFF),
            delivery("person", 3),
            delivery("another person", 4),
            delivery("tap", 1, priority=Priority.BUTTON),
        )

        assert await heads(work) == ["tap", "person", "another person", "staff", "notice"]
        assert [head.cause for head in await work.deliveries.heads(NOW, limit=2)] == [
            "tap",
            "person",
        ]


async def test_age_is_the_order_of_adding_even_if_the_clock_was_set_back(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        await queued(work, delivery("first"), replace(delivery("second"), created_at=NOW - SECOND))

        assert await heads(work) == ["first"]


async def test_a_postponed_head_holds_back_its_chat_until_its_time(workroom: Workroom) -> None:
    async with workroom() as work:
        first, _, _ = await queued(work, delivery("a1"), delivery("a2"), delivery("b1", BO))
        await work.deliveries.postponed(first, NOW + SECOND, "Flood control")

        assert await heads(work) == ["b1"]
        assert await heads(work, NOW + SECOND) == ["a1", "b1"]
        assert await work.deliveries.next_due(NOW) == NOW + SECOND


async def test_in_a_group_what_waits_holds_back_only_its_own_ticket(workroom: Workroom) -> None:
    async with workroom() as work:
        one, two = [(await work.tickets.add(ticket())).id for _ in range(2)]
        causes = (("1a", one), ("2a", two), ("list", None), ("1b", one), ("2b", two))
        first, second, third, *_ = await queued(
            work, *(delivery(cause, DESK, ticket_id=number) for cause, number in causes)
        )
        assert await heads(work) == ["1a"]  # of what may go, one at a time, the oldest first
        await work.deliveries.postponed(first, NOW + SECOND, "502")
        assert await heads(work) == ["2a"]
        await work.deliveries.postponed(second, NOW + 9 * SECOND, "502")
        assert await heads(work) == ["list"]
        await work.deliveries.sent(third, NOW, 5)

        assert await heads(work) == []
        assert await work.deliveries.next_due(NOW) == NOW + SECOND
        assert await heads(work, NOW + SECOND) == ["1a"]


async def test_in_a_private_chat_what_waits_holds_back_other_tickets(workroom: Workroom) -> None:
    async with workroom() as work:
        one, two = [(await work.tickets.add(ticket())).id for _ in range(2)]
        first, _ = await queued(work, delivery("1", ticket_id=one), delivery("2", ticket_id=two))
        await work.deliveries.postponed(first, NOW + SECOND, "502")

        assert await heads(work) == []


async def test_a_lane_can_be_held_whole(workroom: Workroom) -> None:
    async with workroom() as work:
        one, two = [(await work.tickets.add(ticket())).id for _ in range(2)]
        later = {"ticket_id": one, "not_before": NOW + 9 * SECOND}
        sign = delivery("sign", DESK, priority=Priority.SIGN)
        await queued(
            work,
            delivery("1", DESK, **later),
            delivery("2", DESK, ticket_id=two, priority=Priority.STAFF),
            sign,
            delivery("other chat", BO),
        )

        await work.deliveries.hold(DESK, None, NOW + 5 * SECOND)

        assert await heads(work) == ["other chat", "sign"]
        assert await heads(work, NOW + 5 * SECOND) == ["other chat", "2", "sign"]
        await work.deliveries.hold(DESK, Priority.SIGN, NOW + 5 * SECOND)
        assert await heads(work) == ["other chat"]


async def test_a_tap_does_not_wait_for_the_messages_before_it(workroom: Workroom) -> None:
    async with workroom() as work:
        tap = delivery("tap", priority=Priority.BUTTON)
        second_tap = delivery("second tap", priority=Priority.BUTTON)
        first, *_ = await queued(work, delivery("a1"), delivery("a2"), tap, second_tap)
        await work.deliveries.postponed(first, NOW + SECOND, "Flood control")

        assert await heads(work) == ["tap"]


async def test_the_next_due_is_the_earliest_postponed_head(workroom: Workroom) -> None:
    async with workroom() as work:
        nothing_waits = await work.deliveries.next_due(NOW)
        behind = delivery("a2", not_before=NOW + SECOND)
        await queued(
            work,
            delivery("a1", not_before=NOW + 9 * SECOND),
            behind,
            delivery("b1", BO, not_before=NOW + 5 * SECOND),
            delivery("c1", DESK),
        )

        assert nothing_waits is None
        assert await work.deliveries.next_due(NOW) == NOW + 5 * SECOND
        assert await work.deliveries.next_due(NOW + 5 * SECOND) == NOW + 9 * SECOND
        assert await work.deliveries.next_due(NOW + 9 * SECOND) is None


async def test_an_attempt_is_counted_before_it_happens(workroom: Workroom) -> None:
    async with workroom() as work:
        (number,) = await queued(work, delivery("a1"))
        await work.deliveries.begin(number)

    async with workroom() as work:
        begun = delivery("a1", id=number, attempts=1, in_flight=True)
        assert await work.deliveries.get(number) == begun


@pytest.mark.parametrize(("unsure", "repeated"), [(None, True), (True, True), (False, False)])
async def test_a_second_attempt_is_a_repeat_if_nobody_knows_how_the_first_ended(
    workroom: Workroom, *, unsure: bool | None, repeated: bool
) -> None:
    async with workroom() as work:
        (number,) = await queued(work, delivery("a1"))
        await work.deliveries.begin(number)
        if unsure is not None:  # else the process died
            await work.deliveries.postponed(number, NOW, "502", unsure=unsure)
        await work.deliveries.begin(number)
        await work.deliveries.sent(number, NOW, 100)

        found = await work.deliveries.get(number)
        assert found
        assert (found.attempts, found.repeated, found.in_flight) == (2, repeated, False)


async def test_a_chat_that_can_be_reached_again_gets_what_waits(workroom: Workroom) -> None:
    async with workroom() as work:
        later = NOW + 9 * SECOND
        await queued(work, delivery("a1", not_before=later), delivery("b1", BO, not_before=later))
        await work.deliveries.hurry(ADA)

        assert await heads(work) == ["a1"]


async def test_the_ledger_accounts_for_every_message_of_a_ticket(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = (await work.tickets.add(ticket())).id
        numbers = await queued(
            work,
            delivery("sent", ticket_id=ours),
            delivery("refused", ticket_id=ours),
            delivery("failed", ticket_id=ours),
            delivery("twice", ticket_id=ours),
            delivery("due", ticket_id=ours),
            replace(delivery("card", DESK, ticket_id=ours), call=Call(CARD)),
            delivery("sign", ticket_id=ours, priority=Priority.SIGN),
            delivery("another's"),
        )
        await work.deliveries.sent(numbers[0], NOW, 1)
        await work.deliveries.failed(numbers[1], "blocked", refused=True)
        await work.deliveries.failed(numbers[2], "too long")
        for _ in range(2):
            await work.deliveries.begin(numbers[3])
        await work.deliveries.sent(numbers[3], NOW, 2)
        await work.deliveries.failed(numbers[6], "no rights")

        lost = ("too long", "blocked")
        expected = Ledger(due=1, sent=2, refused=1, failed=1, repeated=1, errors=lost)
        assert await work.deliveries.ledger(ours) == expected
        assert await work.deliveries.ledger() == replace(expected, due=2)


async def test_what_was_lost_on_a_ticket_is_due_again(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = (await work.tickets.add(ticket())).id
        lost, arrived = await queued(
            work, delivery("lost", ticket_id=ours), delivery("arrived", ticket_id=ours)
        )
        await work.deliveries.failed(lost, "blocked", refused=True)
        await work.deliveries.sent(arrived, NOW, 1)

        assert await work.deliveries.try_again(ours) == 1
        assert await heads(work) == ["lost"]


async def test_what_goes_behind_all_others_takes_its_letters_along(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = (await work.tickets.add(ticket())).id
        one, _ = await queued(
            work, delivery("one", DESK, ticket_id=ours), delivery("two", DESK, ticket_id=ours)
        )
        carried = await work.letters.add(letter(ours))
        await work.letters.add_copy(Copy(carried.id, one, DESK))
        new = await work.deliveries.put_last(one, SUPERGROUP)

        due = await work.deliveries.of_ticket(ours)
        assert [(each.cause, each.chat_id) for each in due] == [("two", DESK), ("one", SUPERGROUP)]
        assert await work.letters.copies(carried.id) == [Copy(carried.id, new, SUPERGROUP)]
        assert await work.deliveries.get(one) is None


async def test_what_was_sent_stays_where_it_is(workroom: Workroom) -> None:
    async with workroom() as work:
        (number,) = await queued(work, delivery("a1"))
        await work.deliveries.sent(number, NOW, 1)
        with pytest.raises(LookupError):
            await work.deliveries.put_last(number, DESK)


async def test_signs_do_not_wait_for_messages(workroom: Workroom) -> None:
    async with workroom() as work:
        await queued(
            work,
            delivery("message", not_before=NOW + SECOND),
            delivery("sign", priority=Priority.SIGN),
        )

        assert await heads(work) == ["sign"]


async def test_what_was_sent_is_known_by_its_message(workroom: Workroom) -> None:
    async with workroom() as work:
        number, edit, _ = await queued(work, delivery("a1"), delivery("a2"), delivery("b1", BO))
        await work.deliveries.sent(number, NOW, 100)
        await work.deliveries.sent(edit, NOW + SECOND, 100)

        is_sent = replace(delivery("a1", id=number), state=DeliveryState.SENT, sent_at=NOW)
        assert await work.deliveries.by_message(ADA, 100) == replace(is_sent, message_id=100)
        assert await work.deliveries.by_message(BO, 100) is None
        assert await work.deliveries.by_message(ADA, 101) is None


async def test_what_failed_stays_visible_and_frees_its_chat(workroom: Workroom) -> None:
    async with workroom() as work:
        number, _ = await queued(work, delivery("a1"), delivery("a2"))
        await work.deliveries.failed(number, "bot was blocked by the user")

        stored = await work.deliveries.get(number)
        assert stored == replace(
            delivery("a1", id=number),
            state=DeliveryState.FAILED,
            error="bot was blocked by the user",
        )
        assert await heads(work) == ["a2"]


async def test_what_was_sent_or_given_up_never_goes_again(workroom: Workroom) -> None:
    async with workroom() as work:
        sent, failed = await queued(work, delivery("a1"), delivery("b1", BO))
        await work.deliveries.sent(sent, NOW, 100)
        await work.deliveries.failed(failed, "gone")
    for number in (sent, failed, failed + 1):
        with pytest.raises(LookupError):
            async with workroom() as work:
                await work.deliveries.begin(number)
        with pytest.raises(LookupError):
            async with workroom() as work:
                await work.deliveries.postponed(number, NOW, "late")


async def test_what_was_sent_lately_is_listed_oldest_first(workroom: Workroom) -> None:
    async with workroom() as work:
        numbers = await queued(work, *(delivery(f"c{number}", number) for number in range(1, 6)))
        for number, seconds in zip(numbers[:4], (3, 1, 0, 1), strict=True):
            await work.deliveries.sent(number, NOW + seconds * SECOND, None)

        assert await work.deliveries.sent_since(NOW + SECOND) == [
            (2, NOW + SECOND),
            (4, NOW + SECOND),
            (1, NOW + 3 * SECOND),
        ]


async def test_taps_and_signs_count_for_no_limit(workroom: Workroom) -> None:
    async with workroom() as work:
        kinds = (Priority.BUTTON, Priority.SIGN, Priority.STAFF)
        sent = [delivery(f"k{kind}", DESK, priority=kind) for kind in kinds]
        for number in await queued(work, *sent):
            await work.deliveries.sent(number, NOW, None)

        assert await work.deliveries.sent_since(NOW) == [(DESK, NOW)]


async def test_a_moved_group_takes_along_only_what_is_due(workroom: Workroom) -> None:
    async with workroom() as work:
        sent, due, other = await queued(
            work, delivery("d1", DESK), delivery("d2", DESK), delivery("b1", BO)
        )
        await work.deliveries.sent(sent, NOW, 100)
        await work.deliveries.move_chat(DESK, SUPERGROUP)

        stored = [await work.deliveries.get(number) for number in (sent, due, other)]
        assert [one.chat_id for one in stored if one] == [DESK, SUPERGROUP, BO]


async def test_each_state_is_counted_even_where_there_is_none(workroom: Workroom) -> None:
    async with workroom() as work:
        none = await work.deliveries.count()
        first, _, _ = await queued(work, delivery("a1"), delivery("a2"), delivery("a3"))
        await work.deliveries.sent(first, NOW, 100)

        assert none == {"due": 0, "sent": 0, "refused": 0, "failed": 0}
        assert await work.deliveries.count() == {**none, "due": 2, "sent": 1}


@PROPERTY
@given(
    st.builds(
        Delivery,
        chat_id=ids,
        call=st.builds(Call, texts, bodies),
        cause=texts,
        created_at=moments,
        priority=st.sampled_from(Priority),
        attempts=st.integers(0, 9),
        not_before=st.none() | moments,
        sent_at=st.none() | moments,
        message_id=st.none() | ids,
        error=st.none() | texts,
    )
)
async def test_any_delivery_comes_back_as_it_was(database: Database, any_one: Delivery) -> None:
    async with undone(database.workroom) as work:
        ours = replace(any_one, ticket_id=(await work.tickets.add(ticket())).id)
        await work.deliveries.add(ours)

        (stored,) = await work.deliveries.heads(max(NOW, ours.not_before or NOW))
        assert stored == replace(ours, id=stored.id)
        assert await work.deliveries.get(stored.id) == stored
