"""Joins what a message, its parts and the messages before it were understood as."""

from collections.abc import Sequence
from dataclasses import replace

from actions.domain.decision import Answer, Decision, HandOff
from actions.domain.interpretation import Candidate, Interpretation

MOST_ANSWERS = 3
LONGEST_FOLLOW_UP = 9  # words; longer messages say all that they mean
FEWEST_WORDS = 3  # of a message that can be followed up; "ok" and "thanks" can't
# How much a follow-up itself counts beside the same words after the message before it, as an
# exponent of its confidences: chosen on held-out conversations, where .3 to 1 differ little.
OWN_SHARE = 0.5
LEAST = 1e-3  # of a confidence: one of two readings may not have ranked an intent


def together(whole: Decision, parts: Sequence[Decision], understood: Interpretation) -> Decision:
    """The decision for a message with several questions, each of which was decided upon.

    A call for help in any part counts for the whole. Several answers are given where several
    parts are sure; they come in the order in which the whole message suggests them.
    """
    for decision in (whole, *parts):
        if isinstance(decision, HandOff) and decision.is_called_for:
            return decision
    answered = dict.fromkeys(
        i for part in parts if isinstance(part, Answer) for i in part.entry_ids
    )
    if len(answered) < 2:  # noqa: PLR2004 -- "several"
        return whole
    order = [candidate.intent for candidate in understood.ranking]
    ids = sorted(answered, key=lambda i: order.index(i) if i in order else len(order))
    return Answer(tuple(ids[:MOST_ANSWERS]))


def before(text: str, earlier: Sequence[str]) -> str | None:
    """What a short message may follow up on: the last message that says something; None if long."""
    if len(text.split()) > LONGEST_FOLLOW_UP:
        return None
    meant = [each for each in earlier if len(each.split()) >= FEWEST_WORDS and each != text]
    return meant[-1] if meant else None


def in_context(alone: Interpretation, after: Interpretation) -> Interpretation:
    """A short message read alone, and read after the message before it: what both suggest."""
    own = {each.intent: each.confidence for each in alone.ranking}
    with_before = {each.intent: each.confidence for each in after.ranking}
    products = {
        intent: max(own.get(intent, 0.0), LEAST) ** OWN_SHARE
        * max(with_before.get(intent, 0.0), LEAST)
        for intent in {**own, **with_before}
    }
    total = sum(products.values()) or 1.0
    ranking = sorted(
        (Candidate(intent, product / total) for intent, product in products.items()),
        key=lambda candidate: -candidate.confidence,
    )
    return replace(alone, ranking=tuple(ranking))
