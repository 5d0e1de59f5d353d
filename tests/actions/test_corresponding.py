"""Letters between a student and the office: in order, joined, answering each other."""

import pytest

from actions.corresponding import DELIVERED, LOST, QUEUED
from actions.domain.deed import Verb
from actions.domain.delivery import Delivery
from actions.errors import DeliveryRefused
from tests.actions.office import ADA, CHIDI, DANA, STAFF, Office


@pytest.fixture
async def asked(office: Office) -> Office:
    """Ada has asked, and everything has arrived."""
    await office.hears(ADA, "can I bring my cat")
    await office.attempt_all()
    return office


def delivered(office: Office, words: str) -> Delivery:
    [found] = [each for each in office.messages if each.call.params.get("text") == words]
    return found


async def test_a_reply_shows_how_far_it_has_come(asked: Office) -> None:
    reply = await asked.replies("Yes.")
    before = asked.signs(reply.message_id)

    await asked.attempt_all()

    assert before == [QUEUED]
    assert asked.signs(reply.message_id) == [QUEUED, DELIVERED]


async def test_a_reply_that_telegram_refuses_shows_a_broken_heart(asked: Office) -> None:
    asked.gateway.refuses(ADA.id, DeliveryRefused("message is too long"))
    reply = await asked.replies("Yes.")

    await asked.attempt_all()

    assert asked.signs(reply.message_id) == [QUEUED, LOST]


async def test_a_student_sees_that_staff_have_what_they_wrote(asked: Office) -> None:
    more = await asked.hears(ADA, "a black one")
    await asked.a_moment_passes()
    await asked.attempt_all()

    assert asked.signs(more.message_id) == [QUEUED]


async def test_an_album_arrives_as_an_album(asked: Office) -> None:
    parts = [await asked.replies(album="77") for _ in range(3)]
    assert asked.told(ADA.id)[-1] == "handed_off en 1"

    await asked.a_moment_passes()

    assert asked.told(ADA.id)[-2:] == ["reply en", "copy_messages"]
    assert asked.messages[-1].call.params["message_ids"] == [part.message_id for part in parts]


async def test_a_text_after_an_album_does_not_overtake_it(asked: Office) -> None:
    await asked.replies(album="77")
    await asked.replies(album="77")
    await asked.replies("Look at these.")

    await asked.a_moment_passes()

    assert asked.told(ADA.id)[-3:] == ["reply en", "copy_messages", "reply en Look at these."]


async def test_two_albums_stay_two(asked: Office) -> None:
    for album in ("7", "7", "8", "8"):
        await asked.replies(album=album)

    await asked.a_moment_passes()

    assert asked.told(ADA.id).count("copy_messages") == 2


async def test_a_lone_part_of_an_album_is_a_picture(asked: Office) -> None:
    await asked.replies(album="7")

    await asked.a_moment_passes()

    assert asked.told(ADA.id)[-1] == "copy_message"


async def test_who_replies_first_has_the_ticket_and_the_log_says_who_replied(
    asked: Office,
) -> None:
    await asked.replies("Yes.", by=DANA)
    await asked.replies("Which cat?", by=CHIDI)

    assert asked.ticket().claimed_by == DANA.id
    done = [(deed.verb, deed.actor) for deed in asked.work.deeds.done]
    assert done == [(Verb.REPLY, "Dana"), (Verb.REPLY, "Chidi")]


async def test_the_log_keeps_no_words(asked: Office) -> None:
    await asked.replies("Yes, the black one.")

    assert "black" not in repr(asked.work.deeds.done)


async def test_a_reply_answers_the_message_that_staff_answered(asked: Office) -> None:
    first = await asked.hears(ADA, "a black one")
    second = await asked.hears(ADA, "and a dog")
    await asked.a_moment_passes()
    await asked.attempt_all()
    post = delivered(asked, "addition 1 a black one and a dog")

    await asked.replies("The dog: no.", answers=post.message_id)
    await asked.replies("The cat: yes.", answers=post.message_id, quote="black")
    await asked.attempt_all()

    answers = [p["reply_parameters"] for _, p in asked.gateway.calls if "reply_parameters" in p]
    always = {"allow_sending_without_reply": True}
    assert answers == [
        {"message_id": second.message_id, **always},
        {"message_id": first.message_id, **always, "quote": "black"},
    ]


async def test_a_student_answers_the_very_reply_that_is_meant(asked: Office) -> None:
    theirs = await asked.replies("Which cat?")
    await asked.attempt_all()
    reply = delivered(asked, "reply en Which cat?")

    await asked.hears(ADA, "the black one", answers=reply.message_id)
    await asked.a_moment_passes()
    await asked.attempt_all()

    [params] = [p for _, p in asked.gateway.calls if p.get("text") == "addition 1 the black one"]
    assert params["reply_parameters"]["message_id"] == theirs.message_id


async def test_who_answers_their_own_message_answers_its_copy(asked: Office) -> None:
    theirs = await asked.replies("Which cat?")
    await asked.replies("I mean its colour.", answers=theirs.message_id)

    await asked.attempt_all()

    reply = delivered(asked, "reply en Which cat?")
    [params] = [p for _, p in asked.gateway.calls if p.get("text") == "reply en I mean its colour."]
    assert params["reply_parameters"]["message_id"] == reply.message_id


async def test_what_answers_nothing_known_is_sent_all_the_same(asked: Office) -> None:
    await asked.replies("Yes.", answers=4711)

    await asked.attempt_all()

    assert (ADA.id, "reply en Yes.", None) in asked.gateway.sent


async def test_the_card_can_be_answered_like_the_question_that_it_shows(asked: Office) -> None:
    card = asked.ticket().card_id

    await asked.replies("Yes.", answers=card)
    await asked.attempt_all()

    [params] = [p for _, p in asked.gateway.calls if p.get("text") == "reply en Yes."]
    assert params["reply_parameters"]["message_id"] == 9001


async def test_letters_wait_through_a_crash(asked: Office) -> None:
    await asked.hears(ADA, "a black one")
    asked.moves_to(STAFF)  # everything in memory is new

    await asked.a_moment_passes()

    assert asked.told(STAFF)[-1] == "addition 1 a black one"
