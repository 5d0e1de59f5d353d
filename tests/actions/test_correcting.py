"""What somebody changes after writing it is changed for the other side, too."""

import pytest

from actions.domain.delivery import DeliveryState
from actions.errors import MessageGone
from tests.actions.office import ADA, STAFF, Office


@pytest.fixture
async def asked(office: Office) -> Office:
    """Ada has asked, and everything has arrived."""
    await office.hears(ADA, "can I bring my cat")
    await office.attempt_all()
    return office


def edits(office: Office, method: str = "edit_message_text") -> list[tuple[int, str]]:
    words = "caption" if method.endswith("caption") else "text"
    calls = [params for name, params in office.gateway.calls if name == method]
    return [(params["message_id"], params[words]) for params in calls]


async def test_staff_correct_what_they_wrote(asked: Office) -> None:
    reply = await asked.replies("Until May.")
    await asked.attempt_all()
    [sent] = [d for d in asked.messages if d.call.params.get("text") == "reply en Until May."]

    await asked.edits(reply, "Until June.")
    await asked.attempt_all()

    assert (sent.message_id, "edited Until June.") in edits(asked)


async def test_what_is_corrected_before_it_left_is_corrected_after_it(asked: Office) -> None:
    reply = await asked.replies("Until May.")

    await asked.edits(reply, "Until June.")
    await asked.attempt_all()

    assert [words for _, words in edits(asked)][-1] == "edited Until June."


async def test_what_waits_goes_with_its_latest_words(asked: Office) -> None:
    more = await asked.hears(ADA, "a blak one")

    await asked.edits(more, "a black one")
    await asked.a_moment_passes()

    assert asked.told(STAFF)[-1] == "addition 1 a black one"


async def test_one_line_of_several_in_a_post_is_corrected_in_its_place(asked: Office) -> None:
    await asked.hears(ADA, "a black one")
    second = await asked.hears(ADA, "and a dgo")
    await asked.a_moment_passes()
    await asked.attempt_all()

    await asked.edits(second, "and a dog")
    await asked.attempt_all()

    assert edits(asked)[-1][1] == "addition 1 a black one and a dog"


async def test_a_question_that_is_changed_is_changed_on_its_card(asked: Office) -> None:
    [question] = [a.written for a in asked.work.letters.stored.values()]

    await asked.edits(question, "can I bring two cats")
    await asked.attempt_all()

    assert edits(asked) == [(asked.ticket().card_id, "card can I bring two cats Ada")]


async def test_a_caption_is_corrected_below_its_picture(asked: Office) -> None:
    picture = await asked.hears(ADA, "my cta", attachment=True)
    await asked.a_moment_passes()
    await asked.attempt_all()

    await asked.edits(picture, "my cat")
    await asked.attempt_all()

    assert [words for _, words in edits(asked, "edit_message_caption")] == ["my cat"]


async def test_another_picture_follows_and_is_said_to(asked: Office) -> None:
    picture = await asked.hears(ADA, "", attachment=True, file="one")
    await asked.a_moment_passes()
    await asked.attempt_all()

    await asked.edits(picture, "", file="two")
    await asked.attempt_all()

    assert asked.told(STAFF)[-2:] == ["correction 1", "copy_message"]


async def test_what_can_no_longer_be_changed_is_said_once_more(asked: Office) -> None:
    reply = await asked.replies("Until May.")
    await asked.attempt_all()
    gone = MessageGone("message to edit not found")
    asked.gateway.refuses_call("edit_message_text", ADA.id, gone)

    await asked.edits(reply, "Until June.")
    await asked.attempt_all()

    assert asked.told(ADA.id)[-1] == "corrects en Until June."
    assert set(asked.states) == {DeliveryState.SENT}


async def test_a_change_that_nobody_sees_changes_nothing(asked: Office) -> None:
    reply = await asked.replies("Until May.")
    await asked.attempt_all()
    before = len(asked.deliveries)

    await asked.edits(reply, "Until May.")

    assert len(asked.deliveries) == before


async def test_what_was_never_on_a_ticket_is_left_alone(office: Office) -> None:
    office.interpreter.teach("hello", "greeting")
    hello = await office.hears(ADA, "hello")
    before = len(office.deliveries)

    await office.edits(hello, "hello!")

    assert len(office.deliveries) == before
