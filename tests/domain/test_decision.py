"""The one rule for every message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Thresholds,
    decide,
)
from actions.domain.interpretation import Candidate, Interpretation
from tests.strategies import ENTRIES, interpretations, surer, thresholds

LIMITS = Thresholds(answer=0.75, answer_with_care=0.85, clarify=0.08, offer=0.05, urgent=0.12)
IS_ENTRY = frozenset(ENTRIES).__contains__


def decided(*ranking: tuple[str, float], similarity: float = 0.9) -> Decision:
    candidates = tuple(Candidate(intent, confidence) for intent, confidence in ranking)
    return decide(Interpretation(candidates, similarity=similarity), LIMITS, IS_ENTRY)


def test_what_is_sure_is_answered() -> None:
    assert decided(("life/dormitory", 0.75)) == Answer(("life/dormitory",))


def test_what_is_not_quite_sure_is_asked_back() -> None:
    assert decided(("life/dormitory", 0.74), ("migration/e-visa", 0.2)) == Clarify(
        ("life/dormitory", "migration/e-visa")
    )


def test_what_is_sure_but_unlike_any_example_is_asked_back() -> None:
    assert decided(("life/dormitory", 0.99), similarity=0.34) == Clarify(("life/dormitory",))


MEASURED = ((0.01, 0.95), (0.02, 0.9), (0.04, 0.6))


@pytest.mark.parametrize(
    ("wrong", "needed"), [(0.02, 0.9), (0.03, 0.75), (0.1, 0.6), (0.005, 1.01)]
)
def test_what_the_model_has_measured_counts(wrong: float, needed: float) -> None:
    understood = Interpretation((), enough=MEASURED)

    assert understood.needed(wrong) == pytest.approx(needed)


def test_the_operator_says_how_many_answers_may_be_wrong() -> None:
    understood = Interpretation((Candidate("life/dormitory", 0.76),), enough=MEASURED)

    assert decide(understood, Thresholds(wrong=0.03), IS_ENTRY) == Answer(("life/dormitory",))
    assert decide(understood, Thresholds(wrong=0.02), IS_ENTRY) == Clarify(("life/dormitory",))


def test_fewer_may_be_wrong_where_a_mistake_is_costly() -> None:
    dormitory, visa = (
        Interpretation((Candidate(entry, 0.76),), enough=MEASURED)
        for entry in ("life/dormitory", "migration/e-visa")
    )

    assert decide(dormitory, Thresholds(wrong=0.03), IS_ENTRY) == Answer(("life/dormitory",))
    assert decide(visa, Thresholds(wrong=0.03), IS_ENTRY) == Clarify(("migration/e-visa",))


def test_a_follow_up_must_be_surer() -> None:
    understood = Interpretation((Candidate("life/dormitory", 0.9),), enough=MEASURED)

    assert decide(understood, Thresholds(wrong=0.03), IS_ENTRY) == Answer(("life/dormitory",))
    assert decide(understood, Thresholds(wrong=0.03).for_follow_ups, IS_ENTRY) == Clarify(
        ("life/dormitory",)
    )


def test_only_a_few_likely_entries_are_offered() -> None:
    few = [(entry, 0.07) for entry in ENTRIES]

    assert decided(("an/entry-of-yesterday", 0.3), *few) == HandOff(Reason.UNSURE, "an")
    assert decided(("life/dormitory", 0.3), ("migration/e-visa", 0.04)) == Clarify(
        ("life/dormitory",)
    )


def test_where_a_mistake_is_costly_more_is_asked_of_the_model() -> None:
    assert decided(("life/dormitory", 0.8)) == Answer(("life/dormitory",))
    assert decided(("migration/e-visa", 0.8)) == Clarify(("migration/e-visa",))
    assert decided(("migration/e-visa", 0.85)) == Answer(("migration/e-visa",))


def test_what_is_known_to_nobody_goes_to_the_desk_it_sounds_like() -> None:
    assert decided(("life/dormitory", 0.07)) == HandOff(Reason.UNSURE, "life")
    assert decided() == HandOff(Reason.UNSURE)
    assert decided(("nonsense", 0.2)) == HandOff(Reason.UNSURE)


def test_what_the_office_knows_but_nobody_wrote_down_goes_to_its_desk() -> None:
    assert decided(("office/admission/phd-programmes", 0.5), ("life/dormitory", 0.3)) == HandOff(
        Reason.NO_ENTRY, "admission"
    )
    assert decided(("office/admission/phd-programmes", 0.49)) == HandOff(Reason.UNSURE, "admission")


def test_an_entry_deleted_since_the_training_is_not_answered() -> None:
    assert decided(("an/entry-of-yesterday", 0.95)) == HandOff(Reason.UNSURE, "an")


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ([("life/dormitory", 0.5), ("urgent", 0.4)], HandOff(Reason.URGENT)),
        ([("handoff", 0.5), ("life/dormitory", 0.5)], HandOff(Reason.REQUESTED)),
        ([("thanks", 0.5), ("goodbye", 0.25)], Chitchat(Courtesy.THANKS)),
        ([("out_of_scope", 0.3), ("elsewhere", 0.4)], Decline(Refusal.ELSEWHERE)),
    ],
)
def test_what_is_no_question_is_not_answered_as_one(
    ranking: list[tuple[str, float]], expected: Decision
) -> None:
    assert decided(*ranking) == expected


def test_somebody_in_need_comes_before_everything_else() -> None:
    assert decided(("handoff", 0.5), ("urgent", 0.45)) == HandOff(Reason.URGENT)


def test_what_much_more_likely_asks_in_peace_is_not_urgent() -> None:
    assert decided(("life/dormitory", 0.8), ("urgent", 0.15)) == Answer(("life/dormitory",))


def test_only_urgent_matters_are_urgent() -> None:
    assert [reason for reason in Reason if HandOff(reason).is_urgent] == [Reason.URGENT]


@given(interpretations(), thresholds)
def test_there_is_a_decision_for_every_interpretation(
    understood: Interpretation, limits: Thresholds
) -> None:
    assert isinstance(decide(understood, limits, IS_ENTRY), Decision)


@given(interpretations(), thresholds)
def test_an_answer_is_never_below_the_thresholds(
    understood: Interpretation, limits: Thresholds
) -> None:
    decision = decide(understood, limits, IS_ENTRY)

    if isinstance(decision, Answer):
        assert understood.confidence_of(*decision.entry_ids) >= limits.answer
        assert understood.similarity >= limits.similarity


@given(interpretations(), thresholds)
def test_whatever_is_shown_exists_and_is_offered_once(
    understood: Interpretation, limits: Thresholds
) -> None:
    decision = decide(understood, limits, IS_ENTRY)

    if isinstance(decision, Answer | Clarify):
        shown = decision.entry_ids
        assert shown
        assert all(map(IS_ENTRY, shown))
        assert len(set(shown)) == len(shown) <= limits.offers


@given(interpretations("urgent"), thresholds)
def test_no_question_of_somebody_in_need_stays_with_the_bot(
    understood: Interpretation, limits: Thresholds
) -> None:
    assert decide(understood, limits, IS_ENTRY) == HandOff(Reason.URGENT)


@given(interpretations(ENTRIES[0]), thresholds, st.floats(0, 1))
def test_being_surer_of_the_best_never_withdraws_an_answer(
    understood: Interpretation, limits: Thresholds, share: float
) -> None:
    before = decide(understood, limits, IS_ENTRY)

    if before == Answer((understood.ranking[0].intent,)):
        assert decide(surer(understood, share), limits, IS_ENTRY) == before


@given(interpretations(), thresholds)
def test_without_entries_nothing_is_answered(
    understood: Interpretation, limits: Thresholds
) -> None:
    decision = decide(understood, limits, lambda _: False)

    assert isinstance(decision, HandOff | Decline | Chitchat)
