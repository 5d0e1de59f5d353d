"""Questions mean the same if the model finds it likely that both are after the same thing."""

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.interpretation import Candidate
from actions.domain.meaning import ALIKE, KEPT, MOST, agreement, alignment, alike, meaning_of

VISA, FEES = "migration/study-visa", "admission/tuition-fees"
MEANINGS = st.dictionaries(st.sampled_from([VISA, FEES, "life/dormitory"]), st.floats(0, 1))


def test_courtesies_and_the_wish_for_a_person_mean_nothing() -> None:
    ranking = (Candidate("handoff", 0.9), Candidate(VISA, 0.08), Candidate(FEES, 0.004))

    assert meaning_of(ranking) == {VISA: 0.08}
    assert meaning_of([Candidate("greeting", 0.97), Candidate(VISA, 0.015)]) == {}


def test_the_surest_come_first() -> None:
    others = [(1, {FEES: 0.9}), (2, {VISA: 0.5}), (3, {VISA: 0.9, FEES: 0.1})]

    assert alike({VISA: 0.9}, others) == [3, 2]


def test_a_doubt_on_both_sides_is_no_agreement() -> None:
    assert alike({VISA: 0.4, FEES: 0.4}, [(1, {VISA: 0.2, FEES: 0.2})]) == []


def spread(*shares: float) -> dict[str, float]:
    """A question that is near to nothing, a little to many."""
    return {f"life/{number}": share for number, share in enumerate(shares) if share}


def test_where_no_intent_is_near_the_whole_ranking_tells() -> None:
    cat, kitten = spread(0.08, 0.07, 0.05, 0.03, 0.01), spread(0.09, 0.06, 0.05, 0.02, 0.02)
    parking = spread(0.01, 0.02, 0, 0.05, 0.09, 0.08)

    assert agreement(cat, kitten) < ALIKE
    assert alike(cat, [(1, parking), (2, kitten)]) == [2]


def test_a_ranking_that_says_little_is_like_no_other() -> None:
    faint, short = spread(0.02, 0.02, 0.01, 0.01), spread(0.2, 0.2, 0.1)

    assert alignment(faint, faint) == alignment(short, short) == 0.0
    assert alike(faint, [(1, faint)]) == alike(short, [(1, short)]) == []


def test_only_the_likeliest_intents_are_kept() -> None:
    ranking = [Candidate(f"life/{number}", 0.02 + number / 1000) for number in range(KEPT + 9)]

    kept = meaning_of(ranking)

    assert len(kept) == KEPT
    assert "life/0" not in kept


def test_a_group_is_no_longer_than_a_person_can_look_through() -> None:
    assert len(alike({VISA: 1.0}, [(number, {VISA: 1.0}) for number in range(MOST + 9)])) == MOST


@given(MEANINGS, MEANINGS)
def test_agreement_is_mutual(one: dict[str, float], other: dict[str, float]) -> None:
    assert abs(agreement(one, other) - agreement(other, one)) < 1e-9


def test_what_is_surely_one_thing_agrees_with_itself() -> None:
    assert agreement({VISA: 1.0}, {VISA: 1.0}) == 1.0 > ALIKE
    assert agreement({}, {VISA: 1.0}) == 0.0
