"""Whoever wants to be forgotten is, in the staff group, too, and hears the truth of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.domain import retention
from actions.errors import DeliveryPostponed, DeliveryRefused, TopicGone
from actions.exporting import export_calls
from actions.forgetting import Forgetting, forget
from tests.actions.office import ADA, BO, CHIDI, STAFF, Office


@pytest.fixture
async def asked() -> Office:
    """Ada and Bo have asked, each in a topic of their own."""
    office = Office()
    office.gateway.forums = [STAFF]
    for person in (ADA, BO):
        await office.hears(person, f"can {person.name} bring a cat")
    await office.attempt_all()
    return office


async def forgotten(office: Office) -> None:
    async with office.unit() as outbox:
        await forget(outbox, ADA.id, "en", office.parts.showing)


def receipt(office: Office) -> list[str]:
    return [said for said in office.told(ADA.id) if said.startswith("forgotten")]


async def test_rows_go_at_once_and_the_topic_soon_after(asked: Office) -> None:
    await forgotten(asked)
    assert ADA.id not in asked.work.people.stored
    assert [ticket.person_id for ticket in asked.work.tickets.stored.values()] == [BO.id]

    await asked.erasing.run_once()

    assert asked.gateway.deleted == [(STAFF, "topic 501")]
    assert len(receipt(asked)) == 1
    assert receipt(asked)[0].endswith("topics 1 messages 0 left 0 0")


async def test_others_lose_nothing(asked: Office) -> None:
    before = list(asked.told(BO.id))
    await forgotten(asked)
    await asked.erasing.run_once()

    assert asked.told(BO.id) == before
    assert asked.ticket(2).question == "can Bo bring a cat"


async def test_where_the_topic_stays_its_messages_go_one_by_one_and_staff_hear_of_the_rest(
    asked: Office,
) -> None:
    asked.gateway.refuses_call("delete topic", STAFF, DeliveryRefused("not enough rights"))
    asked.gateway.refuses_call("delete message", STAFF, DeliveryRefused("it is too old"))
    await forgotten(asked)

    await asked.erasing.run_once()

    assert receipt(asked)[0].endswith("topics 0 messages 0 left 1 1")
    assert "by_hand 1 1 it is too old" in asked.told(STAFF)


async def test_a_topic_that_stays_is_no_message_and_is_admitted_though_it_is_empty(
    asked: Office,
) -> None:
    asked.gateway.refuses_call("delete topic", STAFF, DeliveryRefused("not enough rights"))
    await forgotten(asked)

    await asked.erasing.run_once()

    assert receipt(asked)[0].endswith("topics 0 messages 1 left 1 0")
    assert "by_hand 1 0 not enough rights" in asked.told(STAFF)


async def test_a_topic_that_is_gone_is_as_good_as_deleted(asked: Office) -> None:
    asked.gateway.refuses_call("delete topic", STAFF, TopicGone("TOPIC_ID_INVALID"))
    await forgotten(asked)
    await asked.erasing.run_once()

    assert receipt(asked)[0].endswith("topics 1 messages 0 left 0 0")


async def test_what_telegram_puts_off_is_tried_again_before_the_receipt(asked: Office) -> None:
    asked.gateway.refuses_call("delete topic", STAFF, DeliveryPostponed("slower", 30))
    await forgotten(asked)
    await asked.erasing.run_once()
    assert receipt(asked) == []
    assert await asked.erasing.next_due() == asked.clock() + timedelta(seconds=30)

    asked.clock.passes(seconds=31)
    await asked.erasing.run_once()

    assert asked.gateway.deleted == [(STAFF, "topic 501")]
    assert len(receipt(asked)) == 1


async def test_what_telegram_puts_off_for_days_is_admitted(asked: Office) -> None:
    troubles = [DeliveryPostponed("down") for _ in range(30)]
    asked.gateway.refuses_call("delete topic", STAFF, *troubles)
    await forgotten(asked)
    for _ in range(30):
        await asked.erasing.run_once()
        asked.clock.passes(hours=3)

    assert len(receipt(asked)) == 1
    assert receipt(asked)[0].endswith("left 1 1")
    assert await asked.erasing.next_due() is None


async def test_a_post_that_was_on_the_wire_is_deleted_when_it_arrives(asked: Office) -> None:
    await asked.hears(ADA, "and my dog, may it come")
    await asked.minding.run_once()
    asked.clock.passes(seconds=10)
    await asked.minding.run_once()
    async with asked.workroom() as work:
        [late] = [d for d in await work.deliveries.heads(asked.clock()) if d.chat_id == STAFF]
    send = asked.gateway.send

    async def send_while_forgetting(delivery: object, thread_id: int | None = None) -> int | None:
        await forgotten(asked)
        return await send(delivery, thread_id)  # type: ignore[arg-type]

    asked.gateway.send = send_while_forgetting  # type: ignore[method-assign]
    await asked.delivering.attempt(late)
    await asked.erasing.run_once()

    assert asked.gateway.deleted[-1][1].startswith("message ")
    assert asked.told(STAFF) == [said for said in asked.told(STAFF) if "dog" not in said]


async def test_what_was_due_is_never_sent(asked: Office) -> None:
    await asked.replies("Yes, Ada may.")
    await forgotten(asked)
    sent = len(asked.gateway.sent)
    await asked.attempt_all()

    assert asked.gateway.sent[sent:] == []


async def test_a_reply_of_staff_that_comes_too_late_goes_nowhere(asked: Office) -> None:
    await forgotten(asked)

    async with asked.unit() as outbox:
        assert await outbox.work.tickets.in_thread(STAFF, 501) is None


async def test_the_files_hold_what_is_known_when_they_are_sent(asked: Office) -> None:
    async with asked.unit() as outbox:
        await outbox.post(ADA.id, export_calls("en"))
    await asked.hears(ADA, "my newest question")
    await asked.attempt_all()

    documents = [params for method, params in asked.gateway.calls if method == "send_document"]
    assert [each["filename"] for each in documents] == ["my-data.html", "my-data.json"]
    assert all(b"my newest question" in each["document"] for each in documents)
    assert not any("Bo" in each["document"].decode() for each in documents)


async def test_files_of_closed_tickets_leave_the_group_first(asked: Office) -> None:
    await asked.hears(ADA, attachment=True, file="passport-photo")
    await asked.a_moment_passes()
    await asked.attempt_all()
    async with asked.unit() as outbox:
        await asked.tending.close(outbox, asked.ticket(), CHIDI)
    forgetting = Forgetting(asked.workroom, asked.clock)

    asked.clock.passes(seconds=retention.FILES.total_seconds() - 1)
    await forgetting.run_once()
    assert asked.work.erasures.stored == {}
    asked.clock.passes(seconds=2)
    await forgetting.run_once()
    await forgetting.run_once()
    await asked.erasing.run_once()

    [(chat, what)] = asked.gateway.deleted
    assert (chat, what[:8]) == (STAFF, "message ")
    assert asked.ticket().question == "can Ada bring a cat"


async def test_a_closed_ticket_s_topic_goes_when_its_time_is_over(asked: Office) -> None:
    async with asked.unit() as outbox:
        await asked.tending.close(outbox, asked.ticket(), CHIDI)
    asked.clock.passes(seconds=retention.TOPICS.total_seconds() + 1)
    await Forgetting(asked.workroom, asked.clock).run_once()
    await asked.erasing.run_once()

    assert asked.gateway.deleted == [(STAFF, "topic 501")]
    assert receipt(asked) == []


async def test_whoever_is_silent_for_a_year_is_forgotten_but_not_whom_staff_owe_a_reply(
    asked: Office,
) -> None:
    async with asked.unit() as outbox:
        await asked.tending.close(outbox, asked.ticket(), CHIDI)
    await asked.attempt_all()
    asked.clock.passes(seconds=retention.PEOPLE.total_seconds() + 1)

    await Forgetting(asked.workroom, asked.clock).run_once()

    assert list(asked.work.people.stored) == [BO.id]


async def test_a_ban_outlives_the_wish_without_a_name(asked: Office) -> None:
    async with asked.unit() as outbox:
        person = await outbox.work.people.get(ADA.id)
        assert person
        banned = replace(person, banned_at=asked.clock(), ban_reason="spam")
        await outbox.work.people.save(banned)

    await forgotten(asked)

    kept = asked.work.people.stored[ADA.id]
    assert (kept.name, kept.ban_reason, kept.banned_at) == ("", "", asked.clock())
    await asked.erasing.run_once()
    assert receipt(asked)[0].endswith(" banned")
