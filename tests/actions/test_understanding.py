"""A message with several questions, and one that follows up on another."""

import pytest

from actions.answering import Question
from actions.domain.combining import ONE_THING
from actions.domain.decision import (
    Answer,
    Chitchat,
    Clarify,
    Courtesy,
    Decision,
    Decline,
    HandOff,
    Reason,
    Refusal,
)
from actions.domain.interpretation import Candidate, Further, Guess, Interpretation
from tests.actions.office import DORMITORY, TUITION, Office

FOREIGN = Decline(Refusal.OUT_OF_SCOPE)


async def test_two_questions_in_one_message_get_two_answers(office: Office) -> None:
    office.interpreter.teach("what does it cost", TUITION)
    office.interpreter.teach("is there a dormitory", DORMITORY)

    considered = await office.answering.consider(
        Question("what does it cost and is there a dormitory")
    )

    assert considered.decision == Answer((TUITION, DORMITORY))
    assert [each.entry.id for each in considered.found] == [TUITION, DORMITORY]


async def test_a_part_is_in_the_language_of_the_whole(office: Office) -> None:
    office.interpreter.teach("nə qədərdir, yataqxana var", TUITION, 0.5, locale="az")

    await office.answering.consider(Question("nə qədərdir, yataqxana var"))

    assert office.interpreter.further == Further(
        ("nə qədərdir", "yataqxana var"), clear=ONE_THING, same_language=True
    )


async def test_a_follow_up_is_understood_by_the_message_before_it(office: Office) -> None:
    office.interpreter.taught["and how much is it"] = Interpretation(
        (Candidate(TUITION, 0.5), Candidate(DORMITORY, 0.3)), (Guess("en", 1.0),)
    )
    office.interpreter.teach("is there a dormitory\nand how much is it", DORMITORY)

    considered = await office.answering.consider(
        Question("and how much is it", earlier=("is there a dormitory", "ok"))
    )

    assert considered.decision == Answer((DORMITORY,))


@pytest.mark.parametrize(("sure", "expected"), [(0.8, Clarify((DORMITORY,))), (0.95, FOREIGN)])
async def test_what_seems_none_of_our_business_may_follow_up(
    office: Office, sure: float, expected: Decision
) -> None:
    office.interpreter.taught["what about girls"] = Interpretation(
        (Candidate("out_of_scope", sure), Candidate(DORMITORY, 0.05)), (Guess("en", 1.0),)
    )
    office.interpreter.teach("is there a dormitory\nwhat about girls", DORMITORY)

    considered = await office.answering.consider(
        Question("what about girls", earlier=("is there a dormitory",))
    )

    assert considered.decision == expected


async def test_a_call_for_help_is_never_read_by_what_was_said_before(office: Office) -> None:
    office.interpreter.teach("help me now", "urgent")
    office.interpreter.teach("is there a dormitory\nhelp me now", DORMITORY)

    considered = await office.answering.consider(
        Question("help me now", earlier=("is there a dormitory",))
    )

    assert considered.decision == HandOff(Reason.URGENT)


async def test_who_called_for_a_person_before_is_not_calling_again(office: Office) -> None:
    office.interpreter.taught["one"] = Interpretation(
        (Candidate(TUITION, 0.05),), (Guess("en", 1.0),)
    )
    office.interpreter.teach("let me talk to a person\none", "handoff")

    considered = await office.answering.consider(
        Question("one", earlier=("let me talk to a person",))
    )

    assert considered.decision != HandOff(Reason.REQUESTED)


async def test_thanks_need_nothing_said_before(office: Office) -> None:
    office.interpreter.teach("thanks a lot", "thanks")
    office.interpreter.teach("is there a dormitory\nthanks a lot", DORMITORY)

    considered = await office.answering.consider(
        Question("thanks a lot", earlier=("is there a dormitory",))
    )

    assert considered.decision == Chitchat(Courtesy.THANKS)
