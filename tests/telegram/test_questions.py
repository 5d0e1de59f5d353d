"""What a message in a private chat leads to, from the update to what goes out."""

import pytest
from telegram import Update

from actions.domain.decision import Reason
from actions.domain.person import Awaiting
from actions.domain.turn import Speaker
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.runs import to_html
from tests.builders import ADA, BO, FORUM, edited, location, photo, press, sticker, text, voice
from tests.double import Person
from tests.telegram.sample import phrasebook, sure_of, torn_between
from tests.telegram.stage import Stage

EN = phrasebook()["en"]


def html(markdown: str) -> str:
    """Words of the catalogue as they are sent."""
    return to_html(to_runs(markdown))


NASRIN = Person(14, "Nasrin", language_code="fa")


async def test_a_question_is_answered_in_its_own_language(stage: Stage) -> None:
    stage.interpreter.taught["Necə müraciət edim?"] = sure_of("admission/how-to-apply", "az")

    await stage.hears(text("Necə müraciət edim?", person=ADA))

    [answer] = stage.texts_to(ADA.id)
    assert answer.startswith("Onlayn.")
    assert phrasebook()["az"]("was_helpful") in answer
    assert stage.work.people.stored[ADA.id].last_locale == "az"
    assert stage.woken == 1


async def test_what_was_asked_and_shown_is_remembered(stage: Stage) -> None:
    stage.interpreter.taught["How?"] = sure_of("admission/how-to-apply")

    await stage.hears(text("How?", person=BO))

    assert [(turn.speaker, turn.text) for turn in stage.work.turns.said] == [
        (Speaker.PERSON, "How?"),
        (Speaker.ASSISTANT, "admission/how-to-apply"),
    ]


async def test_when_torn_it_asks_which_question_is_meant(stage: Stage) -> None:
    stage.interpreter.taught["When and how?"] = torn_between(
        "admission/how-to-apply", "admission/deadlines"
    )

    await stage.hears(text("When and how?", person=BO))

    assert stage.texts_to(BO.id) == [EN("did_you_mean")]
    assert stage.buttons_to(BO.id) == [
        "e:en:admission/how-to-apply",
        "e:en:admission/deadlines",
        "x",
    ]


async def test_when_lost_a_person_gets_the_question(stage: Stage) -> None:
    await stage.hears(text("Can I bring <my> cat?", person=BO))

    [ticket] = stage.work.tickets.stored.values()
    assert (ticket.question, ticket.reason) == ("Can I bring <my> cat?", Reason.UNSURE)
    [card] = stage.texts_to(FORUM.id)
    assert "Can I bring &lt;my&gt; cat?" in card
    [told] = stage.texts_to(BO.id)
    assert told.startswith(EN("handed_off", number=1))
    assert "A person will answer by" in told


async def test_without_staff_a_person_gets_the_offices_contact_and_the_question_is_kept(
    lonely_stage: Stage,
) -> None:
    await lonely_stage.hears(text("Can I bring my cat?", person=BO))

    assert "office@example.edu" in lonely_stage.texts_to(BO.id)[0]
    assert lonely_stage.work.tickets.stored[1].question == "Can I bring my cat?"
    assert lonely_stage.sent_to(FORUM.id) == []


async def test_an_urgent_message_gets_the_approved_numbers_first(stage: Stage) -> None:
    stage.interpreter.taught["the police took me"] = sure_of("urgent")

    await stage.hears(text("the police took me", person=BO))

    numbers, promise = stage.texts_to(BO.id)
    assert numbers == "Call 919."
    assert promise.startswith(html(EN("handed_off_urgent", number=1)))
    assert stage.work.tickets.stored[1].urgent
    assert stage.texts_to(FORUM.id)[0].startswith(html(phrasebook()["az"]("ticket_urgent")))


async def test_a_silent_model_is_admitted_and_topics_are_offered(stage: Stage) -> None:
    stage.interpreter.is_silent = True

    await stage.hears(text("How do I apply?", person=BO))

    assert stage.texts_to(BO.id) == [EN("unavailable")]
    assert stage.buttons_to(BO.id)[-1] == "p"
    assert stage.work.turns.said[0].text == "How do I apply?"


@pytest.mark.parametrize("build", [sticker, voice, location, photo])
async def test_what_is_no_text_gets_a_helpful_sentence(stage: Stage, build: object) -> None:
    assert callable(build)

    await stage.hears(build(person=BO))

    assert stage.texts_to(BO.id) == [EN("unsupported")]
    assert stage.buttons_to(BO.id) == ["p"]
    assert stage.interpreter.asked == []


async def test_what_is_no_text_gets_it_in_the_persons_language(stage: Stage) -> None:
    await stage.hears(sticker(person=NASRIN))

    assert stage.texts_to(NASRIN.id) == [phrasebook()["fa"]("unsupported")]


async def test_a_caption_is_a_question(stage: Stage) -> None:
    stage.interpreter.taught["How do I apply?"] = sure_of("admission/how-to-apply")

    await stage.hears(photo("How do I apply?", person=BO))

    assert stage.texts_to(BO.id)[0].startswith("Apply <b>online</b>")


@pytest.mark.parametrize("noise", ["😀" * 4096, "???", "1234567890", "\u202e\u200f", "a"])
async def test_what_has_no_words_is_declined_without_asking_the_model(
    stage: Stage, noise: str
) -> None:
    await stage.hears(text(noise, person=BO))

    assert stage.texts_to(BO.id) == [EN("declined_unreadable")]
    assert stage.interpreter.asked == []


async def test_marks_that_turn_the_direction_around_do_not_reach_the_model(stage: Stage) -> None:
    await stage.hears(text("how \u202eto\u202c apply", person=BO))

    assert stage.interpreter.asked == ["how to apply"]


@pytest.mark.parametrize("hostile", ["<b>&</i>", "<script>alert(1)</script>", "**[x](http://y)**"])
async def test_hostile_words_arrive_with_staff_as_they_were_written(
    stage: Stage, hostile: str
) -> None:
    await stage.hears(text(f"what is {hostile}", person=BO))

    shown = stage.texts_to(FORUM.id)[0]
    assert hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in shown


async def test_a_message_that_is_changed_later_is_not_heard_again(stage: Stage) -> None:
    await stage.hears(edited(person=BO))

    assert stage.sent_to(BO.id) == []
    assert set(stage.work.inbox.states.values()) == {"done"}


async def test_the_same_update_again_changes_nothing(stage: Stage) -> None:
    update = text("Can I bring my cat?", person=BO)

    await stage.hears(update)
    await stage.hears(update)

    assert len(stage.work.tickets.stored) == 1
    assert len(stage.texts_to(BO.id)) == 1


async def test_after_choosing_to_write_to_staff_the_next_message_is_for_them(
    stage: Stage,
) -> None:
    stage.interpreter.taught["How do I apply?"] = sure_of("admission/how-to-apply")
    await _chose_to_write(stage)

    await stage.hears(text("How do I apply?", person=BO))
    await stage.hears(text("How do I apply?", person=BO))

    assert stage.work.tickets.stored[1].reason is Reason.REQUESTED
    assert stage.texts_to(BO.id)[-1].startswith("Apply <b>online</b>")


async def test_a_picture_for_staff_is_copied_to_them(stage: Stage) -> None:
    await _chose_to_write(stage)
    picture = photo("my letter", person=BO)

    await stage.hears(picture)
    await stage.a_moment_passes()

    assert picture.message
    copies = [one.call for one in stage.sent_to(FORUM.id) if one.call.method == "copy_message"]
    assert [dict(copy.params) for copy in copies] == [
        {"from_chat_id": BO.id, "message_id": picture.message.message_id}
    ]


async def _chose_to_write(stage: Stage) -> None:
    await stage.hears(press("w", person=BO))
    assert stage.work.people.stored[BO.id].awaiting is Awaiting.FOR_STAFF


async def test_a_notice_of_telegrams_own_is_no_question(stage: Stage) -> None:
    update = Update.de_json(
        {
            "update_id": 3,
            "message": {
                "message_id": 4,
                "date": 1_790_000_000,
                "chat": {"id": BO.id, "type": "private", "first_name": "Bo"},
                "from": BO.user(),
                "pinned_message": {
                    "message_id": 3,
                    "date": 0,
                    "chat": {"id": BO.id, "type": "private"},
                },
            },
        },
        None,
    )

    await stage.hears(update)

    assert stage.sent_to(BO.id) == []
    assert set(stage.work.inbox.states.values()) == {"done"}
