"""Questions mean the same if the model finds it likely that both are after the same thing."""

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.interpretation import Candidate
from actions.domain.meaning import ALIKE, MOST, agreement, alike, meaning_of

VISA, FEES = "migration/study-visa", "admission/tuition-fees"
MEANINGS = st.dictionaries(st.sampled_from([VISA, FEES, "life/dormitory"]), st.floats(0, 1))


def test_courtesies_and_the_wish_for_a_person_mean_nothing() -> None:
    ranking = (Candidate("handoff", 0.9), Candidate(VISA, 0.08), Candidate(FEES, 0.01))

    assert meaning_of(ranking) == {VISA: 0.08}


def test_the_surest_come_first() -> None:
    others = [(1, {FEES: 0.9}), (2, {VISA: 0.5}), (3, {VISA: 0.9, FEES: 0.1})]

    assert alike({VISA: 0.9}, others) == [3, 2]


def test_a_doubt_on_both_sides_is_no_agreement() -> None:
    assert alike({VISA: 0.4, FEES: 0.4}, [(1, {VISA: 0.2, FEES: 0.2})]) == []


def test_a_group_is_no_longer_than_a_person_can_look_through() -> None:
    assert len(alike({VISA: 1.0}, [(number, {VISA: 1.0}) for number in range(MOST + 9)])) == MOST


@given(MEANINGS, MEANINGS)
def test_agreement_is_mutual(one: dict[str, float], other: dict[str, float]) -> None:
    assert abs(agreement(one, other) - agreement(other, one)) < 1e-9


def test_what_is_surely_one_thing_agrees_with_itself() -> None:
    assert agreement({VISA: 1.0}, {VISA: 1.0}) == 1.0 > ALIKE
    assert agreement({}, {VISA: 1.0}) == 0.0
