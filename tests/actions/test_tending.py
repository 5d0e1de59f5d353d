"""What staff do with a ticket besides replying, and what time does."""

from datetime import timedelta

import pytest

from actions.content.desks import Desk, Desks
from actions.domain.deed import Verb
from actions.domain.delivery import DeliveryState
from actions.domain.ticket import TicketState
from actions.errors import DeliveryRefused, TicketTaken
from tests.actions.office import ADA, CHIDI, DANA, STAFF, TUITION, Office

FEES = -1003  # a group of its own


@pytest.fixture
def desks() -> Office:
    """Two desks, one of which has a group of its own."""
    both = {"office": Desk("office"), "fees": Desk("fees", chat=FEES)}
    return Office(desks=Desks(both, claim=timedelta(minutes=30)))


async def ask(office: Office, question: str = "can I bring my cat") -> None:
    await office.hears(ADA, question)
    await office.attempt_all()


def deeds(office: Office) -> list[tuple[Verb, str, str]]:
    return [(deed.verb, deed.actor, deed.detail) for deed in office.work.deeds.done]


async def test_of_two_taps_one_claims_and_the_other_changes_nothing(office: Office) -> None:
    await ask(office)
    before = office.ticket()
    async with office.unit() as outbox:
        await office.tending.claim(outbox, before, CHIDI)

    async with office.unit() as outbox:
        ticket = await outbox.work.tickets.get(1)
        assert ticket
        with pytest.raises(TicketTaken):
            await office.tending.claim(outbox, ticket, DANA)

    assert office.ticket().claimed_by == CHIDI.id
    assert deeds(office) == [(Verb.CLAIM, "Chidi", "")]


async def test_a_claim_without_a_word_returns_to_the_queue_in_time(desks: Office) -> None:
    await ask(desks)
    async with desks.unit() as outbox:
        await desks.tending.claim(outbox, desks.ticket(), CHIDI)

    await desks.a_moment_passes(minutes=29)
    assert desks.ticket().state is TicketState.STAFF
    assert await desks.minding.next_due() == desks.clock() + timedelta(minutes=1)
    await desks.a_moment_passes(minutes=1)

    assert desks.ticket().state is TicketState.WAITING
    assert deeds(desks)[-1] == (Verb.EXPIRE, "", "")
    await desks.attempt_all()
    assert desks.gateway.sent[-1][1] == "card can I bring my cat Ada"


async def test_every_reply_renews_a_claim(desks: Office) -> None:
    await ask(desks)
    await desks.replies("Which cat?")
    desks.clock.passes(minutes=20)
    await desks.replies("Still there?")

    await desks.a_moment_passes(minutes=20)

    assert desks.ticket().state is TicketState.STAFF


async def test_a_ticket_passed_to_a_colleague_is_theirs(office: Office) -> None:
    await ask(office)
    async with office.unit() as outbox:
        await office.tending.pass_to(outbox, office.ticket(), CHIDI, DANA)
    await office.attempt_all()

    assert office.ticket().claimed_by == DANA.id
    assert office.gateway.sent[-1][1] == "card can I bring my cat Ada [staff Dana]"
    assert deeds(office) == [(Verb.HAND_ON, "Chidi", "Dana")]


async def test_a_ticket_passed_to_another_group_goes_with_all_that_was_said(
    desks: Office,
) -> None:
    desks.gateway.forums = [STAFF, FEES]
    await ask(desks)
    await desks.replies("Which cat?")
    await desks.attempt_all()
    await desks.hears(ADA, "a black one")
    await desks.a_moment_passes()

    async with desks.unit() as outbox:
        await desks.tending.pass_to_desk(outbox, desks.ticket(), CHIDI, "fees")
    await desks.attempt_all()

    there = [(words, thread) for chat, words, thread in desks.gateway.sent if chat == FEES]
    assert there == [
        ("card can I bring my cat Ada", 502),
        ("history 1 can I bring my cat Which cat?", 502),
        ("addition 1 a black one", 502),
    ]
    assert ("close_forum_topic", {"message_thread_id": 501}) in desks.gateway.calls
    assert desks.ticket().state is TicketState.WAITING


async def test_the_student_notices_nothing_of_a_change_of_desks(desks: Office) -> None:
    await ask(desks)
    before = desks.told(ADA.id)
    async with desks.unit() as outbox:
        await desks.tending.pass_to_desk(outbox, desks.ticket(), CHIDI, "fees")

    assert desks.told(ADA.id) == before


async def test_closing_tells_the_student_and_closes_the_topic(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await ask(office)
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)
    await office.attempt_all()

    assert office.told(ADA.id)[-1] == "closed en 1"
    signs = [(m, p) for m, p in office.gateway.calls if "forum_topic" in m]
    assert signs == [
        ("edit_forum_topic", {"message_thread_id": 501, "name": "closed 1 Ada"}),
        ("close_forum_topic", {"message_thread_id": 501}),
    ]


async def test_what_is_not_for_the_office_is_said_kindly(office: Office) -> None:
    await ask(office)
    async with office.unit() as outbox:
        await office.tending.not_for_us(outbox, office.ticket(), CHIDI)

    assert office.told(ADA.id)[-1] == "not_for_us en 1"
    assert office.ticket().state is TicketState.CLOSED


async def test_a_reopened_ticket_waits_again(office: Office) -> None:
    office.gateway.forums = [STAFF]
    await ask(office)
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)
    async with office.unit() as outbox:
        await office.tending.reopen(outbox, office.ticket(), CHIDI)
    await office.attempt_all()

    assert office.ticket().state is TicketState.WAITING
    assert [m for m, _ in office.gateway.calls if "forum_topic" in m][-2:] == [
        "reopen_forum_topic",
        "edit_forum_topic",
    ]


async def test_an_approved_answer_is_sent_once_however_often_it_is_tapped(
    office: Office,
) -> None:
    await ask(office)
    found = office.library.kb.find(TUITION, "en")
    assert found
    results = []
    for _ in range(2):
        async with office.unit() as outbox:
            tending, ticket = office.tending, office.ticket()
            results.append(await tending.send_entry(outbox, ticket, CHIDI, found))

    assert results == [True, False]
    assert office.told(ADA.id).count(f"entry en {TUITION}") == 1
    assert (office.ticket().state, office.ticket().owed_since) == (TicketState.STAFF, None)


async def test_what_did_not_arrive_is_sent_again_when_staff_ask_for_it(office: Office) -> None:
    await ask(office)
    await office.replies("Yes.")
    blocked = DeliveryRefused("blocked by the user", unreachable=True)
    office.gateway.refuses(ADA.id, blocked)
    await office.attempt_all()

    async with office.unit() as outbox:
        count = await office.tending.try_again(outbox, office.ticket(), CHIDI)
    await office.attempt_all()

    assert count == 1
    assert (ADA.id, "reply en Yes.", None) in office.gateway.sent
    assert set(office.states) == {DeliveryState.SENT}


async def test_a_ban_has_a_reason_and_an_end(office: Office) -> None:
    await ask(office)
    async with office.unit() as outbox:
        await office.tending.ban(outbox, office.ticket(), CHIDI, "insults")
    banned = office.work.people.stored[ADA.id]
    async with office.unit() as outbox:
        await office.parts.banning.unban(outbox, office.ticket(), CHIDI)

    assert (banned.banned_at, banned.ban_reason) == (office.clock(), "insults")
    assert office.work.people.stored[ADA.id].banned_at is None
    assert deeds(office)[0] == (Verb.BAN, "Chidi", "insults")
    assert office.ticket().state is TicketState.CLOSED
