"""What a tap on a button does; every one is answered."""

from dataclasses import replace

import pytest

from actions.content.circumstances import Circumstances, Level
from actions.content.circumstances import Stage as StudyStage
from actions.domain.decision import Reason
from actions.domain.delivery import Call, Priority
from actions.domain.interpretation import Candidate
from actions.domain.person import Awaiting
from tests.builders import BO, FORUM, GROUP, press, text
from tests.double import Person
from tests.telegram.sample import phrasebook, sure_of, torn_between
from tests.telegram.stage import Stage

EN = phrasebook()["en"]
ENTRY = "admission/how-to-apply"
FOR_SOME = "university/office-hours"  # another answer for teachers
AYSEL = Person(15, "Aysel", language_code="az")


def toasts(stage: Stage) -> list[str]:
    """What each tap was answered with; nothing where the button only stops spinning."""
    calls = [(one.call, one.priority) for one in stage.work.deliveries.stored.values()]
    answers = [(call, p) for call, p in calls if call.method == "answer_callback_query"]
    assert all(priority is Priority.BUTTON for _, priority in answers)
    return [call.params.get("text", "") for call, _ in answers]


def changes(stage: Stage) -> list[Call]:
    """How buttons were changed."""
    calls = [one.call for one in stage.sent_to(BO.id)]
    return [call for call in calls if call.method == "edit_message_reply_markup"]


async def test_a_tap_on_a_question_shows_its_answer_in_the_buttons_language(stage: Stage) -> None:
    await stage.hears(press(f"e:az:{ENTRY}", person=BO))

    assert stage.texts_to(BO.id)[0].startswith("Onlayn.")
    assert toasts(stage) == [""]
    assert stage.work.people.stored[BO.id].last_locale == "az"
    assert stage.work.turns.said[0].text == ENTRY


@pytest.mark.parametrize(
    "data",
    [
        *("e:en:admission/gone", "e", "e:en", "e::", "e:xx:", "t:en:gone", "t", "l:xx", "l"),
        *("t:en:admission:x", "t:en:admission:-1", "t:en:admission:999", "b:en:gone", "b"),
        *("y:en:gone", "z", "", "help", "E:en:admission/how-to-apply", "x" * 64, ":" * 64, "<b>"),
    ],
)
async def test_a_button_of_last_year_is_too_old_and_says_so(stage: Stage, data: str) -> None:
    await stage.hears(press(data, person=BO))

    assert toasts(stage) == [EN("too_old")]
    assert stage.texts_to(BO.id) == [EN("too_old")]  # the toast itself, and no message


async def test_a_button_of_another_language_works_where_the_entry_exists(stage: Stage) -> None:
    await stage.hears(press(f"e:xx:{ENTRY}", person=AYSEL))

    assert stage.texts_to(AYSEL.id)[0].startswith("Onlayn.")


async def test_a_toast_speaks_the_persons_language(stage: Stage) -> None:
    await stage.hears(press("e:en:gone", person=AYSEL))

    assert toasts(stage) == [phrasebook()["az"]("too_old")]


async def test_thumbs_up_thanks_and_takes_the_thumbs_away(stage: Stage) -> None:
    await stage.hears(press(f"y:en:{ENTRY}", person=BO, message_id=77))

    assert await stage.work.feedback.tally(ENTRY) == (1, 0)
    assert toasts(stage) == [EN("feedback_thanks")]
    [change] = changes(stage)
    assert change.params["message_id"] == 77
    rows = change.params["reply_markup"]["inline_keyboard"]
    assert [row[0]["callback_data"] for row in rows] == ["e:en:admission/deadlines", "p"]


async def test_thumbs_down_offers_a_person(stage: Stage) -> None:
    await stage.hears(press(f"n:en:{ENTRY}", person=BO))

    assert await stage.work.feedback.tally(ENTRY) == (0, 1)
    assert EN("feedback_sorry") in stage.texts_to(BO.id)
    assert stage.buttons_to(BO.id)[-1] == "p"


async def test_who_changes_their_mind_is_counted_once(stage: Stage) -> None:
    await stage.hears(press(f"n:en:{ENTRY}", person=BO))
    await stage.hears(press(f"y:en:{ENTRY}", person=BO))

    assert await stage.work.feedback.tally(ENTRY) == (1, 0)


async def test_none_of_these_hands_the_question_off_and_takes_the_offers_away(
    stage: Stage,
) -> None:
    stage.interpreter.taught["about the thing"] = sure_of("admission/deadlines")
    await stage.hears(text("about the thing", person=BO))

    await stage.hears(press("x", person=BO))

    [ticket] = stage.work.tickets.stored.values()
    assert (ticket.question, ticket.reason) == ("about the thing", Reason.UNSURE)
    assert [change.params["reply_markup"] for change in changes(stage)] == [None]


async def test_what_the_student_refused_is_not_offered_to_staff(stage: Stage) -> None:
    torn = torn_between(ENTRY, "admission/deadlines")
    hardly = Candidate("university/contacts", 0.007)
    stage.interpreter.taught["about the thing"] = replace(torn, ranking=(*torn.ranking, hardly))
    await stage.hears(text("about the thing", person=BO))
    offered = stage.buttons_to(BO.id)[:-1]
    refused = {each.split(":")[2] for each in offered}

    await stage.hears(press("x", person=BO, beside=offered))

    assert refused == {ENTRY, "admission/deadlines"}
    assert stage.work.tickets.stored[1].suggested == ("university/contacts",)


async def test_what_was_refused_is_taken_off_an_open_ticket_s_card(stage: Stage) -> None:
    stage.interpreter.taught["about the thing"] = torn_between(ENTRY)
    await stage.hears(press("w", person=BO))
    await stage.hears(text("about the thing", person=BO))
    before = stage.work.tickets.stored[1].suggested

    await stage.hears(press("x", person=BO, beside=[f"e:en:{ENTRY}"]))

    assert before == (ENTRY,)
    assert stage.work.tickets.stored[1].suggested == ()


async def test_ask_a_person_passes_the_last_question_on(stage: Stage) -> None:
    stage.interpreter.taught["When?"] = sure_of("admission/deadlines")
    await stage.hears(text("When?", person=BO))

    await stage.hears(press("p", person=BO))
    await stage.hears(press("p", person=BO))

    [ticket] = stage.work.tickets.stored.values()
    assert (ticket.question, ticket.reason) == ("When?", Reason.REQUESTED)
    assert len(stage.texts_to(FORUM.id)) == 1
    assert toasts(stage) == ["", ""]


async def test_ask_a_person_without_a_question_asks_for_one(stage: Stage) -> None:
    await stage.hears(press("p", person=BO))

    assert stage.work.tickets.stored == {}
    assert stage.texts_to(BO.id) == [EN("write_now")]
    assert stage.work.people.stored[BO.id].awaiting is Awaiting.FOR_STAFF


async def test_a_topic_shows_its_questions(stage: Stage) -> None:
    await stage.hears(press("t:en:admission", person=BO))

    assert stage.buttons_to(BO.id)[:2] == ["b:en:admission/deadlines", f"b:en:{ENTRY}"]


async def test_the_way_back_shows_the_topics(stage: Stage) -> None:
    await stage.hears(press("m:en", person=BO))

    assert stage.buttons_to(BO.id)[0] == "t:en:admission"


async def test_a_chosen_language_is_spoken_from_then_on(stage: Stage) -> None:
    await stage.hears(press("l:az", person=BO))
    await stage.hears(press("p", person=BO))

    words = phrasebook()["az"]
    assert stage.work.people.stored[BO.id].chosen_locale == "az"
    assert stage.texts_to(BO.id)[0] == words("language_chosen")
    assert words("write_now") in stage.texts_to(BO.id)


async def test_a_button_in_a_group_does_nothing_but_stop_spinning(stage: Stage) -> None:
    await stage.hears(press(f"e:en:{ENTRY}", person=BO, chat=GROUP))

    assert toasts(stage) == [EN("too_old")]
    assert stage.sent_to(GROUP.id) == []
    assert stage.work.people.stored == {}


async def test_a_tap_is_done_with_once(stage: Stage) -> None:
    update = press("m:en", person=BO)

    await stage.hears(update)
    await stage.hears(update)

    assert len(toasts(stage)) == 1
    assert set(stage.work.inbox.states.values()) == {"done"}


async def test_a_tap_on_what_applies_is_remembered(stage: Stage) -> None:
    await stage.hears(press(f"c:en:{ENTRY}:KZ", person=BO))
    await stage.hears(press(f"c:en:{ENTRY}:p", person=BO))
    await stage.hears(press(f"c:en:{ENTRY}:a", person=BO))

    told = Circumstances("KZ", Level.PHD, stage=StudyStage.APPLICANT)
    assert stage.work.people.stored[BO.id].circumstances == told
    assert stage.texts_to(BO.id)[0].startswith("Apply <b>online</b>")
    assert toasts(stage) == ["", "", ""]


async def test_what_does_not_apply_after_all_is_forgotten(stage: Stage) -> None:
    await stage.hears(press(f"c:en:{FOR_SOME}:t", person=BO))
    assert stage.texts_to(BO.id)[0].startswith("This is the answer for: <b>Teacher</b>")
    await stage.hears(press(f"c:en:{FOR_SOME}:KZ", person=BO))

    await stage.hears(press(f"c:en:{FOR_SOME}:-", person=BO))

    assert stage.work.people.stored[BO.id].circumstances == Circumstances("KZ")
    assert stage.texts_to(BO.id)[-1].startswith("Come in the morning.")


@pytest.mark.parametrize("code", ["", "zz", "q", "KZZ", "phd;"])
async def test_a_tap_that_says_nothing_changes_nothing(stage: Stage, code: str) -> None:
    await stage.hears(press(f"c:en:{ENTRY}:{code}", person=BO))

    assert stage.work.people.stored[BO.id].circumstances.is_unknown
    assert stage.texts_to(BO.id)[0].startswith("Apply <b>online</b>")


async def test_the_next_answer_is_for_whoever_tapped(stage: Stage) -> None:
    await stage.hears(press(f"c:en:{ENTRY}:t", person=BO))
    stage.interpreter.taught["when are you there"] = sure_of(FOR_SOME)

    await stage.hears(text("when are you there", person=BO))

    assert "Come at noon." in stage.texts_to(BO.id)[-1]


async def test_many_taps_on_one_question_show_its_answer_once(stage: Stage) -> None:
    for _ in range(3):
        await stage.hears(press(f"e:en:{ENTRY}", person=BO))

    assert len(stage.texts_to(BO.id)) == 1
    assert toasts(stage) == ["", "", ""]
    await stage.hears(press(f"e:az:{ENTRY}", person=BO))
    assert len(stage.texts_to(BO.id)) == 2  # in another language it is another answer
