"""What a message means together with its parts, or after the message before it."""

from dataclasses import replace

import pytest
from hypothesis import given

from actions.domain.combining import (
    MOST_ANSWERS,
    ONE_THING,
    before,
    both_asked,
    in_context,
    in_light_of,
    together,
)
from actions.domain.decision import (
    Answer,
    Chitchat,
    Clarify,
    Courtesy,
    Decision,
    HandOff,
    Reason,
)
from actions.domain.interpretation import Candidate, Interpretation
from tests.strategies import interpretations

FEES, DORM, VISA, PERMIT = "fees/tuition", "life/dormitory", "migration/visa", "migration/permit"
UNSURE = HandOff(Reason.UNSURE)


def ranked(*candidates: tuple[str, float]) -> Interpretation:
    return Interpretation(tuple(Candidate(*each) for each in candidates))


def test_every_question_that_is_sure_is_answered() -> None:
    whole = ranked((DORM, 0.6), (FEES, 0.4))

    decision = together(Clarify((DORM, FEES)), [Answer((FEES,)), Answer((DORM,))], whole)

    assert decision == Answer((DORM, FEES))


def test_one_sure_part_leaves_the_decision_to_the_whole() -> None:
    parts: list[Decision] = [Answer((FEES,)), UNSURE]
    assert together(UNSURE, parts, ranked((FEES, 0.5))) == UNSURE
    torn = Clarify((FEES, DORM))
    assert together(torn, [Answer((FEES,)), Answer((FEES,))], ranked()) == torn


@pytest.mark.parametrize("reason", [Reason.URGENT, Reason.REQUESTED])
def test_a_call_for_help_in_any_part_counts_for_a_whole_that_is_not_clear(reason: Reason) -> None:
    parts: list[Decision] = [Answer((FEES,)), HandOff(reason), Answer((DORM,))]

    assert together(Answer((FEES,)), parts, ranked((FEES, 0.9))) == HandOff(reason)


def test_a_courtesy_in_front_hides_no_question() -> None:
    parts: list[Decision] = [Chitchat(Courtesy.GREETING), Answer((VISA,))]

    assert together(Chitchat(Courtesy.GREETING), parts, ranked(("greeting", 0.9))) == Answer(
        (VISA,)
    )


def test_a_part_of_a_clear_message_calls_nobody() -> None:
    parts: list[Decision] = [HandOff(Reason.URGENT), UNSURE]

    assert together(Answer((FEES,)), parts, ranked((FEES, 0.98))) == Answer((FEES,))


def test_two_things_that_parts_ask_are_both_answered() -> None:
    torn = Clarify((FEES, DORM, VISA))
    whole = ranked((FEES, 0.5), (DORM, 0.45), (VISA, 0.05))
    parts = [ranked((DORM, 0.4), (FEES, 0.3)), ranked((FEES, 0.9))]

    assert both_asked(torn, parts, whole) == Answer((FEES, DORM))


@pytest.mark.parametrize(
    ("torn", "whole", "parts"),
    [
        (Clarify((FEES, DORM)), ranked((FEES, 0.5), (DORM, 0.3)), [FEES, DORM]),
        (Clarify((FEES, DORM)), ranked((FEES, 0.5), (DORM, 0.5)), [FEES, FEES]),
        (Clarify((FEES,)), ranked((FEES, 0.95)), [FEES, DORM]),
    ],
)
def test_a_message_stays_torn_if_something_else_may_be_meant(
    torn: Clarify, whole: Interpretation, parts: list[str]
) -> None:
    assert both_asked(torn, [ranked((each, 0.9)) for each in parts], whole) == torn


@pytest.mark.parametrize(("each", "answered"), [(0.5, False), (0.7, True)])
def test_more_is_needed_where_a_wrong_answer_costs_a_fine(each: float, *, answered: bool) -> None:
    torn = Clarify((VISA, PERMIT))
    whole = ranked((VISA, 0.5), (PERMIT, 0.46))

    decision = both_asked(torn, [ranked((VISA, each)), ranked((PERMIT, each))], whole)

    assert isinstance(decision, Answer) is answered


def test_nobody_is_buried_under_answers() -> None:
    parts = [Answer((each,)) for each in (FEES, DORM, VISA, PERMIT)]

    decision = together(UNSURE, parts, ranked())

    assert isinstance(decision, Answer)
    assert len(decision.entry_ids) == MOST_ANSWERS


def test_a_short_message_follows_the_last_one_that_says_something() -> None:
    earlier = ("which documents for a bachelor", "ok", "thank you")

    assert before("and for a master?", earlier) == "which documents for a bachelor"
    assert before("and for a master?", ("ok",)) is None
    assert before("hello", ()) is None
    assert before("and the price?", ("yataqxana var?",)) == "yataqxana var?"
    assert before("and the price?", ("thank you", "what?")) is None
    assert before("硕士呢", ("本科需要哪些材料",)) == "本科需要哪些材料"


def test_a_long_message_says_all_that_it_means() -> None:
    long = "I would like to know which documents I need for a master programme"

    assert before(long, ("which documents for a bachelor",)) is None


def test_what_both_readings_suggest_is_meant() -> None:
    alone = ranked((FEES, 0.6), (VISA, 0.1))
    after = ranked((VISA, 0.7), (PERMIT, 0.2))

    understood = in_context(alone, after)

    assert understood.ranking[0].intent == VISA


def test_a_new_question_is_not_bent_by_the_one_before() -> None:
    alone = ranked((FEES, 0.98))
    after = ranked((VISA, 0.6), (FEES, 0.36))

    assert in_context(alone, after).ranking[0].intent == FEES


@given(interpretations(), interpretations())
def test_confidences_in_context_are_shares_best_first(
    alone: Interpretation, after: Interpretation
) -> None:
    confidences = [each.confidence for each in in_context(alone, after).ranking]

    assert confidences == sorted(confidences, reverse=True)
    if confidences:
        assert sum(confidences) == pytest.approx(1.0)


def test_a_part_is_read_with_the_whole_in_mind() -> None:
    part = ranked((FEES, 0.7), (PERMIT, 0.25))
    whole = replace(ranked((PERMIT, 0.8), (VISA, 0.1)), enough=((0.03, 0.8),))

    read = in_light_of(part, whole)

    assert read.ranking[0].intent == PERMIT
    assert read.needed(0.03) is None


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ([(VISA, 0.9995)], True),
        ([(VISA, 0.98)], False),
        ([("greeting", 0.9999)], False),
        ([], False),
    ],
)
def test_a_clear_message_is_not_cut(ranking: list[tuple[str, float]], *, expected: bool) -> None:
    assert ranked(*ranking).is_clear(ONE_THING) is expected
