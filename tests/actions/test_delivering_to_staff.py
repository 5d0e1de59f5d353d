"""What goes to the staff group: cards, topics of a forum, and what did not arrive."""

import pytest
from actions.domain.reply import Reply

from actions.domain.decision import HandOff, Reason
from actions.errors import ChatMoved, DeliveryPostponed, DeliveryRefused, TopicGone
from actions.handing_off import Handoff
from actions.outbox import Outbox
from tests.actions.office import ADA, STAFF, Office


async def open_ticket(office: Office, question: str = "can I bring my cat") -> None:
    async with office.workroom() as work:
        await work.people.save(ADA)
        outbox = Outbox(work, f"test:{question}", office.clock())
        handoff = Handoff(ADA, question, "en", HandOff(Reason.UNSURE))
        await office.handing_off.open(outbox, handoff)


async def reply(office: Office) -> None:
    async with office.workroom() as work:
        outbox = Outbox(work, "test:reply", office.clock())
        await office.handing_off.reply(outbox, office.ticket(), Reply(STAFF, 77, "Yes.", "Yes."))


async def test_staff_are_told_of_a_reply_that_did_not_arrive(office: Office) -> None:
    await open_ticket(office)
    await office.attempt_all()
    await reply(office)
    office.gateway.refuses(ADA.id, DeliveryRefused("blocked by the user", unreachable=True))

    await office.attempt_all()

    assert office.gateway.sent[-1] == (STAFF, "not_delivered 1 blocked by the user", None)


async def test_a_card_that_staff_cannot_get_is_no_news_for_staff(office: Office) -> None:
    await open_ticket(office)
    office.gateway.refuses(STAFF, DeliveryRefused("the bot was kicked", unreachable=True))

    await office.attempt_all()

    assert len(office.deliveries) == 2


async def test_a_group_that_moved_gets_everything_at_its_new_address(office: Office) -> None:
    await open_ticket(office)
    await open_ticket(office, "or my dog")
    office.gateway.refuses(STAFF, ChatMoved(-2002))

    await office.attempt_all()

    to_staff = [(chat, text) for chat, text, _ in office.gateway.sent if chat < 0]
    assert to_staff == [(-2002, "card can I bring my cat Ada"), (-2002, "addition 1 or my dog")]
    assert office.ticket().chat_id == -2002
    assert await office.work.moves.current(STAFF) == -2002


async def test_a_forum_gets_one_topic_a_ticket(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    await open_ticket(office, "or my dog")

    await office.attempt_all()

    assert office.gateway.topics == [f"{STAFF} 1 Ada"]
    threads = [thread for chat, _, thread in office.gateway.sent if chat == STAFF]
    assert threads == [501, 501]
    assert office.ticket().thread_id == 501


async def test_what_goes_to_the_student_goes_to_no_topic(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    await reply(office)

    await office.attempt_all()

    assert {thread for chat, _, thread in office.gateway.sent if chat == ADA.id} == {None}


async def test_a_deleted_topic_is_opened_anew(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await open_ticket(office)
    await office.attempt_all()
    await open_ticket(office, "or my dog")
    office.gateway.refuses(STAFF, TopicGone("message thread not found"))

    await office.attempt_all()
    await office.attempt_all()

    assert (STAFF, "addition 1 or my dog", 502) in office.gateway.sent
    assert office.ticket().thread_id == 502


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


class _Crash(BaseException):  # not an error: the end of the process
    """So far, and no further."""
