"""A question reaches a person of the office, and the reply reaches who asked."""

import pytest

from tests.double import Person
from tests.double.shapes import Json
from tests.journeys.conftest import Office
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]


async def card_of(office: Office, person: Person) -> Json:
    """The first message of a person's topic in the staff group."""
    found = await office.telegram.wait_for(office.staff, person.first_name, timeout=PATIENCE)
    return found[0]


async def test_whoever_asks_for_a_person_gets_one(office: Office) -> None:
    bibi = office.newcomer("Bibi", "en")

    await office.telegram.say(bibi, "I want to talk to a human being please")

    await office.telegram.wait_for(bibi, "passed this on")
    card = await card_of(office, bibi)
    assert "I want to talk to a human being please" in card["text"]
    assert card["is_topic_message"]


async def test_a_reply_in_the_topic_reaches_the_student_and_a_note_does_not(
    office: Office,
) -> None:
    bibi = office.newcomer("Bilal", "en")
    await office.telegram.say(bibi, "let me speak with an operator")
    card = await card_of(office, bibi)
    thread = card["message_thread_id"]

    await office.telegram.staff_writes(office.staff, "// who knows this?", thread=thread)
    await office.telegram.staff_writes(
        office.staff, "Come to room 12 & ask for Aysel", thread=thread
    )

    [reply] = await office.telegram.wait_for(bibi, "Aysel")
    assert "Reply from the office" in reply["text"]
    assert not office.telegram.from_bot(bibi, "who knows this?")


async def test_a_picture_from_staff_reaches_the_student(office: Office) -> None:
    bibi = office.newcomer("Boris", "en")
    await office.telegram.say(bibi, "let me speak with an operator")
    card = await card_of(office, bibi)
    thread = card["message_thread_id"]

    await office.telegram.photo(office.chidi, "the map", chat=office.staff, thread=thread)

    await office.telegram.wait_for(bibi, "the map")


async def test_ask_a_person_passes_the_question_that_was_answered(office: Office) -> None:
    emma = office.newcomer("Emma", "en")
    await office.telegram.say(emma, "How do I extend my residence permit?")
    [answer] = await office.telegram.wait_for(emma, "30 days before")

    await office.telegram.press(emma, answer, text="Ask a person")

    await office.telegram.wait_for(emma, "passed this on")
    card = await card_of(office, emma)
    assert "How do I extend my residence permit?" in card["text"]


async def test_two_taps_on_ask_a_person_make_one_ticket(office: Office) -> None:
    egon = office.newcomer("Egon", "en")
    await office.telegram.say(egon, "How do I extend my residence permit?")
    [answer] = await office.telegram.wait_for(egon, "30 days before")

    await office.telegram.press(egon, answer, text="Ask a person")
    await office.telegram.press(egon, answer, text="Ask a person")

    await office.telegram.wait_for(egon, "passed this on", count=2)
    await card_of(office, egon)
    assert len(office.telegram.from_bot(office.staff, "Egon")) == 1


async def test_a_thumb_down_offers_a_person(office: Office) -> None:
    ella = office.newcomer("Ella", "en")
    await office.telegram.say(ella, "How do I extend my residence permit?")
    [answer] = await office.telegram.wait_for(ella, "30 days before")

    await office.telegram.press(ella, answer, text="👎")

    [sorry] = await office.telegram.wait_for(ella, "sorry")
    await office.telegram.press(ella, sorry, text="Ask a person")
    await card_of(office, ella)


async def test_an_urgent_message_gets_the_number_to_call_and_a_person_at_once(
    office: Office,
) -> None:
    farid = office.newcomer("Farid", "en")

    await office.telegram.say(farid, "police stopped me and took my passport, help!!")

    await office.telegram.wait_for(farid, "919")
    await office.telegram.wait_for(farid, "urgent")
    assert (
        "URGENT" in (await card_of(office, farid))["text"].upper()
        or "TƏCİLİ" in (await card_of(office, farid))["text"].upper()
    )


async def test_write_to_the_office_carries_the_next_message_whatever_it_is(
    office: Office,
) -> None:
    gala = office.newcomer("Gala", "en")
    await office.telegram.say(gala, "I need a human")
    [passed] = await office.telegram.wait_for(gala, "passed this on")
    card = await card_of(office, gala)

    await office.telegram.press(gala, passed, text="Write to the office")
    [prompt] = await office.telegram.wait_for(gala, after=passed["message_id"])
    await office.telegram.document(gala, "my letter")

    thread = card["message_thread_id"]
    await office.telegram.wait_for(gala, "passed this on", after=prompt["message_id"])
    [letter] = await office.telegram.wait_for(
        office.staff, "my letter", thread=thread, timeout=PATIENCE
    )
    assert "document" in letter


async def test_cancel_leaves_writing_to_the_office(office: Office) -> None:
    hana = office.newcomer("Hana", "en")
    await office.telegram.say(hana, "I need a human")
    [passed] = await office.telegram.wait_for(hana, "passed this on")
    await office.telegram.press(hana, passed, text="Write to the office")
    await office.telegram.wait_for(hana, "/cancel")

    await office.telegram.say(hana, "/cancel")
    await office.telegram.wait_for(hana, "cancelled")
    await office.telegram.say(hana, "hello")

    await office.telegram.wait_for(hana, "What would you like to know?")


async def test_a_ticket_whose_topic_was_deleted_gets_a_new_one(office: Office) -> None:
    ivan = office.newcomer("Ivan", "en")
    await office.telegram.say(ivan, "I need a human")
    card = await card_of(office, ivan)
    await office.telegram.topic_deleted(office.staff, card["message_thread_id"])

    await office.telegram.say(ivan, "please, really, a human being")

    [again] = await office.telegram.wait_for(office.staff, "really", timeout=PATIENCE)
    assert again["message_thread_id"] != card["message_thread_id"]


async def test_staff_are_told_if_the_student_has_blocked_the_bot(office: Office) -> None:
    jana = office.newcomer("Jana", "en")
    await office.telegram.say(jana, "I need a human")
    card = await card_of(office, jana)
    await office.telegram.wait_for(jana, "passed this on")
    await office.telegram.block(jana)

    thread = card["message_thread_id"]
    await office.telegram.staff_writes(office.staff, "here I am", thread=thread)

    await office.telegram.wait_for(office.staff, "blocked", thread=thread, timeout=PATIENCE)


async def test_what_staff_say_among_themselves_stays_there(office: Office) -> None:
    said = await office.telegram.staff_writes(office.staff, "lunch?")
    await office.telegram.staff_writes(office.staff, "/start")
    await office.telegram.staff_writes(office.staff, "/queue")  # updates of a chat go in order

    await office.telegram.wait_for(office.staff, "Gözləyən", after=said["message_id"])
    written = office.telegram.from_bot(office.staff, after=said["message_id"])
    answered = [message for message in written if not message.get("is_topic_message")]
    assert len(answered) == 1, answered
