"""Joins what a message, its parts and the messages before it were understood as."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.domain.decision import (
    Answer,
    Chitchat,
    Clarify,
    Decision,
    HandOff,
    Reason,
    Refusal,
    needs_care,
)
from actions.domain.interpretation import Candidate, Interpretation
from actions.domain.text import ASKING, words_of

MOST_ANSWERS = 3
LONGEST_FOLLOW_UP = 9  # words; longer messages say all that they mean
FEWEST_WORDS = 3  # of a message that can be followed up; "ok" and "thanks" can't
FEWEST_ASKING = 2  # of one that ends as a question: “yataqxana var?”
# How much a follow-up itself counts beside the same words after the message before it, as an
# exponent of its confidences. With it, 80 of 127 follow-ups were answered rightly and 5 wrongly;
# with a half 51 and 15, with one 71 and 7, with two 81 and 7.
OWN_SHARE = 1.5
# How much the whole message counts beside a part of it: “how much to pay” alone may mean any fee.
WHOLE_SHARE = 0.5
# Surer of one thing than this, a message is not cut, unless it asks with two question marks.
ONE_THING = 0.995
# Surer than this, nothing in a part is a call for help that the whole is not.
CLEAR, HARDLY = 0.97, 0.01
# Two things that a message is torn between are both asked, if nothing else is as likely and each is
# what one part asks: of 25 more answers in the examination, 21 were right.
BOTH, EACH = 0.9, 0.3
BOTH_WITH_CARE, EACH_WITH_CARE = 0.95, 0.6  # where a wrong answer costs a fine or a deportation
# Surer than this, a message is none of our business whatever was said before. So 3 more of 100
# follow-ups found their entry, and 2 of 100 messages that were no follow-ups were asked about.
DOUBTFUL = 0.86
LEAST = 1e-3  # of a confidence: one of two readings may not have ranked an intent


def together(whole: Decision, parts: Sequence[Decision], understood: Interpretation) -> Decision:
    """The decision for a message with several questions, each of which was decided upon.

    A call for help in any part counts for the whole, unless that is clear. Where the whole leaves
    it open, several answers are given if several parts are sure; they come in the order in which
    the whole message suggests them.
    """
    if not _is_clear(understood):
        for decision in (whole, *parts):
            if isinstance(decision, HandOff) and decision.is_called_for:
                return decision
    if isinstance(whole, Answer):
        return whole
    answers = [each for each in parts if isinstance(each, Answer)]
    answered = dict.fromkeys(i for each in answers for i in each.entry_ids)
    if len(answered) < 2:  # noqa: PLR2004 -- "several"
        return _behind_courtesy(whole, parts)
    return Answer(in_order(answered, understood)[:MOST_ANSWERS])


def in_order(entry_ids: Iterable[str], whole: Interpretation) -> tuple[str, ...]:
    """As the whole message suggests them; those that it doesn't last."""
    order = [candidate.intent for candidate in whole.ranking]
    ids = sorted(entry_ids, key=lambda i: order.index(i) if i in order else len(order))
    return tuple(ids)


def _behind_courtesy(whole: Decision, parts: Sequence[Decision]) -> Decision:
    """What is asked behind a greeting, where the whole message seems to be nothing else."""
    if not isinstance(whole, Chitchat):
        return whole
    return next((part for part in parts if isinstance(part, Answer | Clarify)), whole)


def both_asked(
    torn: Clarify, parts: Sequence[Interpretation], whole: Interpretation
) -> Answer | Clarify:
    """Both things that a message is torn between, where each is what a part of it asks."""
    both = torn.entry_ids[:2]
    careful = any(map(needs_care, both))
    least, each = (BOTH_WITH_CARE, EACH_WITH_CARE) if careful else (BOTH, EACH)
    if whole.confidence_of(*both) < least:
        return torn
    asked = {part.ranking[0].intent for part in parts if _is_best(part, each)}
    return Answer(both) if len(both) > 1 and asked >= set(both) else torn


def before(text: str, earlier: Sequence[str]) -> str | None:
    """What a short message may follow up on: the last message that says something; None if long."""
    if words_of(text) > LONGEST_FOLLOW_UP:
        return None
    meant = [each for each in earlier if each != text and _says_something(each)]
    return meant[-1] if meant else None


def _says_something(text: str) -> bool:
    fewest = FEWEST_ASKING if text.rstrip().endswith(ASKING) else FEWEST_WORDS
    return words_of(text) >= fewest


def _is_clear(understood: Interpretation) -> bool:
    return _is_best(understood, CLEAR) and understood.confidence_of(Reason.URGENT) < HARDLY


def _is_best(understood: Interpretation, confidence: float) -> bool:
    """Whether the likeliest intent is so likely."""
    return bool(understood.ranking) and understood.ranking[0].confidence >= confidence


def is_doubtful(understood: Interpretation) -> bool:
    """Whether a message that seems none of our business may follow up on something that is."""
    return understood.confidence_of(*Refusal) < DOUBTFUL


def in_light_of(part: Interpretation, whole: Interpretation) -> Interpretation:
    """A part of a message, read with the whole in mind.

    How sure is sure was measured on whole messages, so for such a reading it is not known.
    """
    return replace(_product(part, 1.0, whole, WHOLE_SHARE), enough=())


def in_context(alone: Interpretation, after: Interpretation) -> Interpretation:
    """A short message read alone, and read after the message before it: what both suggest."""
    return _product(alone, OWN_SHARE, after, 1.0)


def _product(
    one: Interpretation, share: float, other: Interpretation, other_share: float
) -> Interpretation:
    """The first with a ranking of both, each of which counts with its share as an exponent."""
    ours = {each.intent: each.confidence for each in one.ranking}
    theirs = {each.intent: each.confidence for each in other.ranking}
    products = {
        intent: max(ours.get(intent, 0.0), LEAST) ** share
        * max(theirs.get(intent, 0.0), LEAST) ** other_share
        for intent in {**ours, **theirs}
    }
    total = sum(products.values()) or 1.0
    ranking = sorted(
        (Candidate(intent, product / total) for intent, product in products.items()),
        key=lambda candidate: -candidate.confidence,
    )
    return replace(one, ranking=tuple(ranking))
