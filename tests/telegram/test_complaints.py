"""After 👎: what was missing, in a word or a tap; after the second one, a person."""

import pytest

from actions.domain.decision import Reason
from actions.domain.exchange import Outcome
from actions.domain.feedback import Missing
from actions.domain.person import Awaiting
from tests.builders import BO, FORUM, command, press, text
from tests.telegram.sample import phrasebook, sure_of, torn_between
from tests.telegram.stage import Stage

EN = phrasebook()["en"]
ENTRY, OTHER = "admission/how-to-apply", "admission/deadlines"


async def complains(stage: Stage, entry: str = ENTRY, message_id: int = 77) -> None:
    await stage.hears(press(f"n:en:{entry}", person=BO, message_id=message_id))


async def test_a_reason_is_kept_and_leaves_the_other_ways_open(stage: Stage) -> None:
    await complains(stage)
    assert stage.buttons_to(BO.id) == [
        *(f"z:en:77:{each}" for each in Missing),
        *("z:en:77", "p"),
    ]

    await stage.hears(press("z:en:77:unclear", person=BO, message_id=78))

    assert stage.work.complaints.stored[BO.id, 77].missing is Missing.UNCLEAR
    assert stage.toasts()[-1] == EN("feedback_thanks")
    assert stage.buttons_to(BO.id) == ["z:en:77", "p"]


@pytest.mark.parametrize("data", ["k:en:99:wrong", "z:en:77:nonsense", "k:en::", "k", "k:en:99"])
async def test_what_nobody_offered_is_too_old(stage: Stage, data: str) -> None:
    await complains(stage)
    await stage.hears(press(data, person=BO))

    assert stage.toasts()[-1] == EN("too_old")


async def test_their_words_reach_whoever_can_change_the_answer_and_no_other_message_is_taken(
    stage: Stage,
) -> None:
    stage.interpreter.taught["and the fee?"] = sure_of(OTHER)
    await complains(stage)
    await stage.hears(press("z:en:77:wrong", person=BO))
    await stage.hears(press("z:en:77", person=BO))
    await stage.hears(text("the date is wrong", person=BO))
    await stage.hears(text("and the fee?", person=BO))

    assert stage.work.complaints.stored[BO.id, 77].word == "the date is wrong"
    [told] = [said for said in stage.texts_to(FORUM.id) if "the date is wrong" in said]
    assert BO.first_name not in told
    assert str(BO.id) not in told
    assert EN("missing_word_kept") in stage.texts_to(BO.id)
    assert stage.interpreter.asked[-2:] == ["the date is wrong", "and the fee?"]
    assert not [each for each in stage.work.turns.said if each.text == "the date is wrong"]
    assert stage.work.tickets.stored == {}


async def test_cancel_leaves_it(stage: Stage) -> None:
    stage.interpreter.taught["and the fee?"] = sure_of(OTHER)
    await complains(stage)
    await stage.hears(press("z:en:77", person=BO))
    await stage.hears(command("cancel", person=BO, bot=stage.bot))
    await stage.hears(text("and the fee?", person=BO))

    assert stage.work.complaints.stored[BO.id, 77].word == ""
    assert "and the fee?" in stage.interpreter.asked


async def test_two_answers_that_did_not_help_bring_a_person(stage: Stage) -> None:
    stage.interpreter.taught["how?"] = sure_of(ENTRY)
    await stage.hears(text("how?", person=BO))
    await complains(stage)
    assert stage.work.tickets.stored == {}
    await complains(stage, OTHER, message_id=80)

    [ticket] = stage.work.tickets.stored.values()
    assert (ticket.question, ticket.reason) == ("how?", Reason.NOT_HELPFUL)
    assert [each.outcome for each in stage.work.records.stored] == [
        Outcome.ANSWERED,
        Outcome.PASSED_ON,
    ]


async def test_what_did_not_help_is_not_suggested_to_staff(stage: Stage) -> None:
    stage.interpreter.taught["how?"] = torn_between(ENTRY, OTHER)
    await stage.hears(text("how?", person=BO))
    await complains(stage, "university/contacts")
    await complains(stage, ENTRY, message_id=80)

    [ticket] = stage.work.tickets.stored.values()
    assert ticket.suggested == (OTHER,)


async def test_two_taps_on_one_answer_are_one_complaint(stage: Stage) -> None:
    stage.interpreter.taught["how?"] = sure_of(ENTRY)
    await stage.hears(text("how?", person=BO))
    await complains(stage)
    await complains(stage)

    assert stage.work.tickets.stored == {}


async def test_who_only_looked_around_is_asked_and_not_passed_on(stage: Stage) -> None:
    await complains(stage)
    await complains(stage, OTHER, message_id=80)

    assert stage.work.tickets.stored == {}
    assert stage.texts_to(BO.id).count(EN("feedback_sorry")) == 2
    assert stage.work.people.stored[BO.id].awaiting is Awaiting.QUESTION
