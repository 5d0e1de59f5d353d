"""What becomes of each delivery, whatever Telegram says."""

from datetime import timedelta

import pytest

from actions.domain.delivery import Call, DeliveryState, Priority
from actions.errors import DeliveryError, DeliveryPostponed, DeliveryRefused
from actions.outbox import Outbox
from tests.actions.office import ADA, Office
from tests.doubles import NOON, said

SENT, DUE, FAILED = DeliveryState.SENT, DeliveryState.DUE, DeliveryState.FAILED


async def post(office: Office, text: str = "Hello", priority: Priority = Priority.PERSON) -> None:
    async with office.workroom() as work:
        outbox = Outbox(work, f"test:{text}", office.clock())
        await outbox.post(ADA.id, [said(text)], priority)


async def test_what_is_sent_is_recorded_with_its_message(office: Office) -> None:
    await post(office)

    await office.attempt()

    (delivery,) = office.deliveries
    assert office.gateway.sent == [(ADA.id, "Hello", None)]
    assert (delivery.state, delivery.message_id, delivery.sent_at) == (SENT, 101, NOON)
    assert delivery.attempts == 1


async def test_nothing_is_sent_twice(office: Office) -> None:
    await post(office)

    await office.attempt_all()
    await office.attempt_all()

    assert len(office.gateway.sent) == 1


async def test_messages_of_one_chat_leave_in_order(office: Office) -> None:
    for text in ("one", "two", "three"):
        await post(office, text)

    await office.attempt_all()

    assert [text for _, text, _ in office.gateway.sent] == ["one", "two", "three"]


async def test_telegram_s_request_for_patience_is_kept_to_the_second(office: Office) -> None:
    office.gateway.refuses(ADA.id, DeliveryPostponed("flood", retry_after=17))
    await post(office)

    await office.attempt()

    (delivery,) = office.deliveries
    assert delivery.state is DUE
    assert delivery.not_before == NOON + timedelta(seconds=17)
    assert delivery.error == "flood"


async def test_a_network_that_is_down_is_tried_ever_more_slowly(office: Office) -> None:
    office.gateway.refuses(ADA.id, *[DeliveryPostponed("no network")] * 11)
    await post(office)
    pauses = []

    for _ in range(11):
        await office.attempt()
        until = office.deliveries[0].not_before
        assert until is not None
        pauses.append((until - office.clock.now).total_seconds())
        office.clock.now = until
    await office.attempt()

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert office.states == [SENT]


async def test_what_waits_keeps_its_chat_in_order(office: Office) -> None:
    office.gateway.refuses(ADA.id, DeliveryPostponed("flood", retry_after=5))
    await post(office, "one")
    await post(office, "two")

    await office.attempt_all()
    office.clock.passes(seconds=5)
    await office.attempt_all()

    assert [text for _, text, _ in office.gateway.sent] == ["one", "two"]


async def test_what_telegram_refuses_is_given_up_visibly(office: Office) -> None:
    office.gateway.refuses(ADA.id, DeliveryRefused("message is empty"))
    await post(office, "one")
    await post(office, "two")

    await office.attempt_all()

    assert office.states == [FAILED, SENT]
    assert office.deliveries[0].error == "message is empty"


async def test_who_blocked_the_bot_is_known_to_be_unreachable(office: Office) -> None:
    office.gateway.refuses(ADA.id, DeliveryRefused("blocked by the user", unreachable=True))
    office.work.people.stored[ADA.id] = ADA
    await post(office)

    await office.attempt()

    assert office.work.people.stored[ADA.id].unreachable_since == NOON


async def test_a_wrong_message_does_not_make_its_reader_unreachable(office: Office) -> None:
    office.gateway.refuses(ADA.id, DeliveryRefused("message is empty"))
    office.work.people.stored[ADA.id] = ADA
    await post(office)

    await office.attempt()

    assert office.work.people.stored[ADA.id].unreachable_since is None


async def test_what_no_adapter_foresaw_is_given_up_visibly(office: Office) -> None:
    office.gateway.refuses(ADA.id, DeliveryError("a riddle"))
    await post(office)

    await office.attempt()

    assert office.states == [FAILED]


@pytest.mark.parametrize(("age", "state"), [(60, SENT), (61, FAILED)])
async def test_a_tap_is_answered_only_while_somebody_waits(
    office: Office, age: int, state: DeliveryState
) -> None:
    await post(office, "tap", Priority.BUTTON)
    office.clock.passes(seconds=age)

    await office.attempt()

    assert [delivery.state for delivery in office.deliveries] == [state]


async def test_a_message_is_never_too_old(office: Office) -> None:
    await post(office)
    office.clock.passes(days=3)

    await office.attempt()

    assert office.states == [SENT]


async def test_a_call_that_makes_no_message_is_recorded_as_sent(office: Office) -> None:
    async with office.workroom() as work:
        outbox = Outbox(work, "test", office.clock())
        await outbox.post(ADA.id, [Call("answer_callback_query", {"callback_query_id": "1"})])

    await office.attempt()

    assert office.states == [SENT]
