"""Passing a question to a person of the office, and their reply back."""

import pytest

from actions.addressing import TURNS_SHOWN
from actions.domain.decision import HandOff, Reason
from actions.domain.delivery import Priority
from actions.domain.letter import Written
from actions.domain.person import Person
from actions.domain.ticket import TicketState
from actions.domain.turn import Speaker
from actions.handing_off import Handoff
from tests.actions.office import ADA, BO, CHIDI, DORMITORY, STAFF, TUITION, Office

UNSURE = HandOff(Reason.UNSURE)


async def hand_off(
    office: Office, question: str, why: HandOff = UNSURE, person: Person = ADA
) -> None:
    async with office.unit() as outbox:
        await outbox.work.people.save(person)
        written = Written(person.id, 900 + len(office.deliveries), person.id, text=question)
        await office.handing_off.open(outbox, Handoff(person, question, "en", why, written))


async def tap_ask_a_person(office: Office, question: str) -> None:
    async with office.unit() as outbox:
        await office.handing_off.open(outbox, Handoff(ADA, question, "en", UNSURE))


async def test_a_question_is_posted_to_staff_and_its_person_is_told(office: Office) -> None:
    await hand_off(office, "can I bring my cat")

    assert office.told(STAFF) == ["card can I bring my cat Ada"]
    assert office.told(ADA.id) == ["handed_off en 1"]
    card, confirmation = office.messages
    assert (card.priority, card.ticket_id) == (Priority.STAFF, 1)
    assert (confirmation.priority, confirmation.ticket_id) == (Priority.PERSON, None)


@pytest.mark.parametrize(
    ("topic", "desk"), [(DORMITORY, "housing"), ("fees", "admission"), (None, "office")]
)
async def test_a_question_goes_to_the_desk_that_answers_for_it(
    office: Office, topic: str | None, desk: str
) -> None:
    await hand_off(office, "can I bring my cat", HandOff(Reason.NO_ENTRY, topic))

    assert office.ticket().desk == desk


async def test_an_urgent_matter_is_marked_and_told_whom_to_call(office: Office) -> None:
    await hand_off(office, "I was arrested", HandOff(Reason.URGENT))

    assert office.ticket().urgent
    assert office.told(ADA.id) == ["emergency en", "handed_off en 1"]


async def test_a_failed_message_is_said_to_have_failed(office: Office) -> None:
    await hand_off(office, "can I bring my cat", HandOff(Reason.FAILED))

    assert office.told(ADA.id) == ["failed en 1"]


async def test_without_a_staff_group_a_contact_is_given_and_the_ticket_kept(
    unattended: Office,
) -> None:
    await hand_off(unattended, "can I bring my cat", HandOff(Reason.URGENT))

    assert unattended.told(ADA.id) == ["emergency en", "contact en 1"]
    assert [d.chat_id for d in unattended.deliveries] == [ADA.id, ADA.id]
    assert unattended.ticket().question == "can I bring my cat"


async def test_more_of_the_same_matter_is_added_to_it(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    await hand_off(office, "a black one")
    await office.a_moment_passes()

    assert office.told(STAFF)[-1] == "addition 1 a black one"
    assert list(office.work.tickets.stored) == [1]
    assert office.ticket().state is TicketState.WAITING


async def test_what_is_written_in_one_breath_is_one_post(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    for more in ("a black one", "three years old", "very quiet"):
        await hand_off(office, more)
        office.clock.passes(seconds=1)
    await office.a_moment_passes()

    [addition] = office.told(STAFF)[1:]
    assert addition == "addition 1 a black one three years old very quiet"


async def test_whoever_goes_on_writing_is_not_waited_for_longer(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    for number in range(12):
        await hand_off(office, f"line {number}")
        await office.a_moment_passes(seconds=1)

    assert len(office.told(STAFF)) >= 2


async def test_a_button_tapped_twice_is_one_question(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    await tap_ask_a_person(office, "can I bring my cat")
    await office.a_moment_passes()

    assert office.told(STAFF) == ["card can I bring my cat Ada"]
    assert office.told(ADA.id) == ["handed_off en 1"] * 2


async def test_the_same_question_after_a_reply_is_asked_again(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    await office.replies("Which cat?")

    await tap_ask_a_person(office, "can I bring my cat")
    await office.a_moment_passes()

    assert office.told(STAFF)[-1] == "addition 1 can I bring my cat"


async def test_a_matter_that_becomes_urgent_is_marked(office: Office) -> None:
    await hand_off(office, "can I bring my cat")

    await hand_off(office, "they took my cat and me", HandOff(Reason.URGENT))

    assert office.ticket().urgent


async def test_a_question_days_later_is_a_new_matter(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    await office.replies("Yes.")
    await office.a_moment_passes(hours=3)
    office.clock.passes(hours=73)

    await hand_off(office, "can I bring my dog")

    assert office.told(STAFF)[-1] == "card can I bring my dog Ada"
    assert list(office.work.tickets.stored) == [1, 2]


async def test_two_people_have_two_tickets(office: Office) -> None:
    await hand_off(office, "can I bring my cat")

    await hand_off(office, "can I bring my cat", person=BO)

    assert [ticket.person_id for ticket in office.work.tickets.stored.values()] == [ADA.id, BO.id]


async def test_a_group_that_moved_gets_new_tickets_at_its_new_address(office: Office) -> None:
    await office.work.moves.record(STAFF, -2002)

    await hand_off(office, "can I bring my cat")

    assert office.ticket().chat_id == -2002
    assert office.told(-2002) == ["card can I bring my cat Ada"]


async def test_a_matter_goes_on_in_a_group_that_moved(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    await office.work.moves.record(STAFF, -2002)
    await office.work.tickets.move_chat(STAFF, -2002)

    await hand_off(office, "a black one")
    await office.a_moment_passes()

    assert office.told(-2002) == ["addition 1 a black one"]


async def test_a_new_staff_group_is_given_what_it_never_saw(unattended: Office) -> None:
    await hand_off(unattended, "can I bring my cat")
    unattended.moves_to(STAFF)

    await hand_off(unattended, "please, it is winter")

    assert unattended.told(STAFF) == ["card please, it is winter Ada"]
    assert unattended.told(ADA.id) == ["contact en 1", "handed_off en 2"]


async def test_a_reply_reaches_the_student_who_asked(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    await hand_off(office, "can I bring my dog", person=BO)

    await office.replies("Yes, one.")

    assert office.told(ADA.id)[-1] == "reply en Yes, one."
    assert office.told(BO.id) == ["handed_off en 2"]
    assert office.messages[-1].ticket_id == 1
    assert office.ticket().state is TicketState.STAFF
    assert office.work.turns.said[-1].speaker is Speaker.STAFF


async def test_a_reply_and_its_delivery_are_written_together_or_not_at_all(
    office: Office,
) -> None:
    await hand_off(office, "can I bring my cat")
    before = office.ticket()

    async def reply_and_crash() -> None:
        async with office.unit() as outbox:
            written = Written(STAFF, 77, CHIDI.id, text="Yes.", html="Yes.")
            await office.parts.corresponding.reply(outbox, before, written, CHIDI)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await reply_and_crash()

    assert office.ticket() == before
    assert len(office.deliveries) == 2


async def test_staff_see_the_last_lines_only(office: Office) -> None:
    for number in range(9):
        office.interpreter.teach(f"well {number}", "thanks")
        await office.hears(ADA, f"well {number}")

    office.clock.passes(seconds=1)
    await hand_off(office, "can I bring my cat")
    await office.attempt_all()

    [card] = [words for chat, words, _ in office.gateway.sent if chat == STAFF]
    assert card == "card can I bring my cat Ada " + " ".join(
        f"well {number}" for number in range(9 - TURNS_SHOWN, 9)
    )


async def test_a_question_soon_after_closing_reopens_the_ticket(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)

    await hand_off(office, "and my dog")
    await office.a_moment_passes()

    assert office.ticket().state is TicketState.WAITING
    assert "addition 1 and my dog" in office.told(STAFF)
    assert office.told(ADA.id)[-1] == "handed_off en 1"


async def test_a_question_long_after_closing_begins_a_new_ticket(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)
    office.clock.passes(hours=73)

    await hand_off(office, "can I bring my dog")

    assert office.ticket(1).state is TicketState.CLOSED
    assert office.ticket(2).question == "can I bring my dog"


async def test_a_question_that_no_card_can_hold_follows_it_whole(office: Office) -> None:
    await hand_off(office, "cat " * 40)

    assert office.told(STAFF)[1] == "rest " + "cat " * 40


async def test_what_may_answer_the_question_is_kept_for_the_card(office: Office) -> None:
    async with office.unit() as outbox:
        handoff = Handoff(ADA, "cat", "en", UNSURE, suggested=(DORMITORY, TUITION, "a/b", "c/d"))
        await office.handing_off.open(outbox, handoff)

    assert office.ticket().suggested == (DORMITORY, TUITION, "a/b")


@pytest.mark.parametrize(
    ("more", "locale"), [("ok da", "en"), ("можно ли взять с собой кошку", "ru")]
)
async def test_only_a_sentence_changes_the_language_of_a_ticket(
    office: Office, more: str, locale: str
) -> None:
    await hand_off(office, "can I bring my cat")
    async with office.unit() as outbox:
        written = Written(ADA.id, 950, ADA.id, text=more, html=more)
        await office.handing_off.open(outbox, Handoff(ADA, more, "ru", UNSURE, written))

    assert office.ticket().locale == locale


async def test_more_in_the_same_breath_is_acknowledged_by_a_sign_alone(office: Office) -> None:
    await hand_off(office, "can I bring my cat")
    await hand_off(office, "a black one")
    office.clock.passes(minutes=3)
    await hand_off(office, "are you there")

    assert office.told(ADA.id) == ["handed_off en 1", "handed_off en 1"]


async def test_a_group_that_is_out_of_reach_is_admitted(office: Office) -> None:
    await office.work.outages.begin(STAFF, office.clock(), "kicked")

    await hand_off(office, "can I bring my cat")

    assert office.told(ADA.id) == ["contact en 1"]
    assert office.told(STAFF) == ["card can I bring my cat Ada"]
