"""What else a message asks besides what it is answered with."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.asked_besides import how_likely, with_more_asked
from actions.domain.combining import MOST_ANSWERS, in_light_of
from actions.domain.decision import Answer, Thresholds
from actions.domain.interpretation import Candidate, Interpretation
from tests.strategies import interpretations

FEES, DORM, VISA, PERMIT = "fees/tuition", "life/dormitory", "migration/visa", "migration/permit"
WHOLE = Interpretation((Candidate(FEES, 0.9), Candidate(DORM, 0.05), Candidate(VISA, 0.05)))
ABOUT_FEES = Interpretation((Candidate(FEES, 0.95),))
PERHAPS, SURELY = 0.45, 0.95  # what a part says of an entry


def about(entry_id: str, confidence: float, similarity: float = 1.0) -> Interpretation:
    """A part that asks for an entry and, as far as it is not sure, for nothing of ours."""
    rest = Candidate("out_of_scope", 0.995 - confidence), Candidate(FEES, 0.005)
    return Interpretation((Candidate(entry_id, confidence), *rest), similarity=similarity)


def asked(*parts: Interpretation) -> Answer:
    return besides(parts, WHOLE)


def besides(parts: Sequence[Interpretation], whole: Interpretation) -> Answer:
    both = [(part, in_light_of(part, whole)) for part in parts]
    return with_more_asked(Answer((FEES,)), both, whole, Thresholds(), lambda name: "/" in name)


def likely(part: Interpretation) -> float:
    return how_likely(DORM, (part, in_light_of(part, WHOLE)), WHOLE, (FEES,))


def test_what_a_part_surely_asks_is_answered_too() -> None:
    assert asked(ABOUT_FEES, about(DORM, SURELY)) == Answer((FEES, DORM))


def test_what_a_part_may_ask_is_offered() -> None:
    assert asked(ABOUT_FEES, about(DORM, PERHAPS)) == Answer((FEES,), offered=(DORM,))


@pytest.mark.parametrize(
    "part",
    [
        ABOUT_FEES,
        about(DORM, 0.05),
        about("out_of_scope", SURELY),
        Interpretation((Candidate(FEES, 0.7), Candidate(DORM, 0.3))),
        Interpretation(()),
    ],
)
def test_a_part_that_asks_nothing_new_changes_nothing(part: Interpretation) -> None:
    assert asked(ABOUT_FEES, part) == Answer((FEES,))


def test_a_part_that_is_like_no_example_is_only_offered() -> None:
    assert asked(ABOUT_FEES, about(DORM, SURELY, similarity=0.1)) == Answer(
        (FEES,), offered=(DORM,)
    )


def test_more_is_needed_where_a_wrong_answer_costs_a_fine() -> None:
    shares = [share / 100 for share in range(50, 100)]
    surest = [max(s for s in shares if asked(about(e, s)).offered == (e,)) for e in (DORM, VISA)]

    assert surest[0] < surest[1]


def test_a_story_about_what_is_answered_asks_less() -> None:
    story = Interpretation((Candidate(DORM, 0.5), Candidate(FEES, 0.4)))
    question = Interpretation((Candidate(DORM, 0.5), Candidate("out_of_scope", 0.4)))

    assert likely(story) < likely(question)


@given(st.lists(interpretations(), max_size=3), interpretations())
def test_nothing_is_said_twice_and_nobody_is_buried(
    parts: list[Interpretation], whole: Interpretation
) -> None:
    found = besides(parts, whole)

    assert FEES in found.entry_ids
    assert len(found.entry_ids) <= MOST_ANSWERS
    named = (*found.entry_ids, *found.offered)
    assert len(named) == len(set(named))
