"""What goes to the staff group: cards, topics of a forum, and what did not arrive."""

import pytest

from actions.content.desks import Desk, Desks, Member
from actions.content.roles import Role
from actions.corresponding import LOST, QUEUED
from actions.domain.delivery import DeliveryState
from actions.errors import (
    ChatMoved,
    DeliveryPostponed,
    DeliveryRefused,
    MessageGone,
    TopicGone,
    TopicShut,
)
from tests.actions.office import ADA, BO, CHIDI, STAFF, Office


async def open_ticket(office: Office, question: str = "can I bring my cat") -> None:
    await office.hears(ADA, question)
    await office.a_moment_passes()


def to_staff(office: Office, chat_id: int = STAFF) -> list[str]:
    return [words for chat, words, _ in office.gateway.sent if chat == chat_id]


async def test_staff_are_told_of_a_reply_that_did_not_arrive(office: Office) -> None:
    await open_ticket(office)
    await office.attempt_all()
    reply = await office.replies("Yes.")
    office.gateway.refuses(ADA.id, DeliveryRefused("blocked by the user", unreachable=True))

    await office.attempt_all()

    assert "not_delivered 1 blocked by the user" in to_staff(office)
    assert "card can I bring my cat Ada [staff Chidi] (1 0 0)" in to_staff(office)
    assert office.signs(reply.message_id) == [QUEUED, LOST]
    assert office.states.count(DeliveryState.REFUSED) == 1


async def test_what_staff_cannot_get_waits_until_they_can(office: Office) -> None:
    await open_ticket(office)
    office.gateway.refuses(STAFF, DeliveryRefused("the bot was kicked", unreachable=True))
    await office.attempt_all()
    assert office.deliveries[0].state is DeliveryState.DUE
    assert office.told(ADA.id)[-1] == "contact en 1"

    office.clock.passes(minutes=5)
    await office.attempt_all()

    assert to_staff(office) == ["card can I bring my cat Ada"]
    assert not await office.work.outages.is_down(STAFF)


async def test_administrators_are_told_in_private_once_that_staff_cannot_be_reached() -> None:
    boss = Member(99, "Dana", Role.ADMINISTRATOR)
    desk = Desk("office", members=(boss, Member(98, "Chidi")))
    office = Office(desks=Desks({"office": desk}))
    kicked = DeliveryRefused("the bot was kicked", unreachable=True)
    office.gateway.refuses(STAFF, kicked, kicked)
    await open_ticket(office)

    for _ in range(2):
        await office.attempt_all()
        office.clock.passes(minutes=5)

    assert office.told(99) == [f"unreachable {STAFF} the bot was kicked"]
    assert office.told(98) == []


async def test_a_group_that_moved_gets_everything_at_its_new_address(office: Office) -> None:
    await open_ticket(office)
    await open_ticket(office, "or my dog")
    office.gateway.refuses(STAFF, ChatMoved(-2002))

    await office.attempt_all()

    assert to_staff(office, STAFF) == []
    assert to_staff(office, -2002)[:2] == ["card can I bring my cat Ada", "addition 1 or my dog"]
    assert office.ticket().chat_id == -2002
    assert await office.work.moves.current(STAFF) == -2002


async def test_cards_of_open_tickets_are_shown_anew_in_a_group_that_moved(office: Office) -> None:
    await open_ticket(office)
    await office.attempt_all()
    await open_ticket(office, "or my dog")
    office.gateway.refuses(STAFF, ChatMoved(-2002))

    await office.attempt_all()

    assert "card can I bring my cat Ada" in to_staff(office, -2002)


async def test_a_forum_gets_one_topic_a_ticket_and_its_card_is_pinned(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    await open_ticket(office, "or my dog")

    await office.attempt_all()

    assert office.gateway.topics == [f"{STAFF} 1 Ada"]
    threads = [thread for chat, _, thread in office.gateway.sent if chat == STAFF]
    assert threads == [501, 501]
    assert office.ticket().thread_id == 501
    [pin] = [params for method, params in office.gateway.calls if method == "pin_chat_message"]
    assert pin["message_id"] == office.ticket().card_id


async def test_what_goes_to_the_student_goes_to_no_topic(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    await office.replies("Yes.")

    await office.attempt_all()

    assert {thread for chat, _, thread in office.gateway.sent if chat == ADA.id} == {None}


async def test_a_deleted_topic_is_opened_anew_with_all_that_was_said(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    await office.replies("Which cat?")
    await office.attempt_all()
    before = len(office.gateway.sent)
    await office.hears(ADA, "a black one")
    await office.a_moment_passes()
    office.gateway.refuses_call("send_message", STAFF, TopicGone("message thread not found"))

    await office.attempt_all()

    again = [
        (words, thread) for chat, words, thread in office.gateway.sent[before:] if chat == STAFF
    ]
    assert again == [
        ("card can I bring my cat Ada [staff Chidi]", 502),
        ("history 1 can I bring my cat Which cat?", 502),
        ("addition 1 a black one", 502),
    ]
    assert office.ticket().thread_id == 502
    assert not any(delivery.repeated for delivery in office.deliveries)


async def test_files_come_along_into_a_new_topic(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    theirs = [await office.hears(ADA, album="7") for _ in range(2)]
    await office.a_moment_passes()
    await office.replies(kind="photo")
    await office.attempt_all()
    await office.hears(ADA, "did you see them")
    await office.a_moment_passes()
    office.gateway.refuses_call("send_message", STAFF, TopicGone("message thread not found"))
    before = len(office.gateway.calls)

    await office.attempt_all()

    copies = [params for method, params in office.gateway.calls[before:] if "copy" in method]
    ids = [each.message_id for each in theirs]
    assert copies[0] == {"from_chat_id": ADA.id, "message_ids": ids}
    assert copies[1]["from_chat_id"] == ADA.id


async def test_the_topic_of_a_closed_ticket_is_not_opened_again_for_nothing(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    await office.attempt_all()
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)
    office.gateway.refuses_call(
        "edit_message_text", STAFF, MessageGone("message to edit not found")
    )

    await office.attempt_all()

    assert len(office.gateway.topics) == 1
    assert DeliveryState.DUE not in office.states


async def test_a_card_that_was_deleted_is_written_anew(office: Office) -> None:
    await open_ticket(office)
    await office.attempt_all()
    async with office.unit() as outbox:
        await office.tending.claim(outbox, office.ticket(), CHIDI)
    office.gateway.refuses_call(
        "edit_message_text", STAFF, MessageGone("message to edit not found")
    )

    await office.attempt_all()

    methods = [m for m, p in office.gateway.calls if "[staff" in str(p.get("text"))]
    assert methods == ["send_message"]


async def test_several_changes_in_a_row_are_one_edit_of_the_card(office: Office) -> None:
    await open_ticket(office)
    await office.attempt_all()
    for act in (office.tending.claim, office.tending.release, office.tending.claim):
        async with office.unit() as outbox:
            await act(outbox, office.ticket(), CHIDI)

    await office.attempt_all()

    edits = [params for method, params in office.gateway.calls if method == "edit_message_text"]
    assert [edit["text"] for edit in edits] == ["card can I bring my cat Ada [staff Chidi]"]


async def test_a_closed_topic_is_reopened_before_anything_is_written(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    office.gateway.refuses_call("send_message", STAFF, TopicShut("TOPIC_CLOSED"))

    await office.attempt_all()

    assert office.gateway.reopened == [501]
    assert to_staff(office) == ["card can I bring my cat Ada"]


async def test_what_cannot_be_said_in_a_topic_is_said_outside_of_it(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    office.gateway.refuses_call("send_message", STAFF, TopicShut("TOPIC_CLOSED"))
    office.gateway.refuses_call("reopen", STAFF, DeliveryRefused("not enough rights"))

    await office.attempt_all()

    assert (STAFF, "card can I bring my cat Ada", None) in office.gateway.sent


async def test_without_the_right_to_open_topics_the_group_itself_gets_it(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    office.gateway.refuses_topics(STAFF, DeliveryRefused("not enough rights to create a topic"))

    await office.attempt_all()

    assert (STAFF, "card can I bring my cat Ada", None) in office.gateway.sent


async def test_a_topic_that_cannot_be_opened_now_is_opened_later(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    office.gateway.refuses_topics(STAFF, DeliveryPostponed("flood", retry_after=9))

    await office.attempt_all()
    office.clock.passes(seconds=9)
    await office.attempt_all()

    assert (STAFF, "card can I bring my cat Ada", 501) in office.gateway.sent


async def test_a_crash_after_opening_a_topic_does_not_open_a_second_one(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    office.gateway.refuses(STAFF, _Crash())
    with pytest.raises(_Crash):
        await office.attempt_all()

    await office.attempt_all()

    assert office.gateway.topics == [f"{STAFF} 1 Ada"]
    assert office.deliveries[0].attempts == 2


async def test_what_may_have_arrived_before_a_crash_is_marked_as_a_possible_repeat(
    office: Office,
) -> None:
    await open_ticket(office)
    await office.attempt_all()
    await office.replies("Yes.")
    office.gateway.refuses(ADA.id, _Crash())
    with pytest.raises(_Crash):
        await office.attempt_all()

    await office.attempt_all()

    assert to_staff(office)[-1] == "card can I bring my cat Ada [staff Chidi] (0 0 1)"


@pytest.mark.parametrize("unsure", [True, False])
async def test_only_an_answer_that_was_lost_makes_a_possible_repeat(
    office: Office, *, unsure: bool
) -> None:
    await open_ticket(office)
    await office.attempt_all()
    await office.replies("Yes.")
    office.gateway.refuses(ADA.id, *[DeliveryPostponed("timed out", unsure=unsure)] * 2)

    for _ in range(3):
        await office.attempt_all()
        office.clock.passes(minutes=1)

    ledger = await office.work.deliveries.ledger(1)
    assert (ledger.due, ledger.failed, ledger.refused) == (0, 0, 0)
    assert ledger.repeated == unsure


async def test_an_album_of_which_a_part_is_missing_needs_a_person(office: Office) -> None:
    await open_ticket(office)
    parts = [await office.replies(album="7") for _ in range(3)]
    await office.a_moment_passes()
    office.gateway.parts_lost = 1

    await office.attempt_all()

    [lost] = [each for each in office.messages if each.state is DeliveryState.FAILED]
    assert lost.error == "only 2 of 3 parts arrived"
    assert office.signs(parts[0].message_id) == [QUEUED, LOST]


class _Crash(BaseException):  # not an error: the end of the process
    """So far, and no further."""


async def test_a_group_that_cannot_be_reached_is_not_tried_for_each_of_its_tickets(
    office: Office,
) -> None:
    await open_ticket(office)
    await office.hears(BO, "can I bring my dog")
    office.gateway.refuses(STAFF, DeliveryRefused("the bot was kicked", unreachable=True))

    await office.attempt_all()

    assert to_staff(office) == []
    assert sum(each.attempts for each in office.deliveries if each.chat_id == STAFF) == 1
