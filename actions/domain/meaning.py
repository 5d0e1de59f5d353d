"""Which open questions mean the same, in whatever language they were asked."""

import math
from collections.abc import Iterable, Mapping

from actions.domain.interpretation import Candidate

Meaning = Mapping[str, float]  # what a question may be after, each with its probability

LEAST = 0.005  # a smaller probability says nothing
LIKELIEST = 0.02  # under which the likeliest intent says nothing, nor do the others
KEPT = 30  # intents of a question, the likeliest
# The probability that two questions are after the same thing, from which on staff are shown them
# together. Chosen by measurement in six languages: docs/reference/benchmarks.md
ALIKE = 0.2
# Where no intent is near, two questions are alike if they are as near to the same intents: the
# cosine of their rankings, of which enough must be known to tell them from any other. Not measured,
# but strict: who confirms a list looks at each.
ALIGNED = 0.9
FEWEST = 4  # intents
SHARE = 0.2  # the least probability that it is a matter of ours at all
MOST = 50  # questions of a group; the others follow when these are answered


def meaning_of(ranking: Iterable[Candidate]) -> Meaning:
    """What a ranking says about the matter: neither courtesies nor the wish for a person."""
    matters = [c for c in ranking if "/" in c.intent and c.confidence >= LEAST]
    matters.sort(key=lambda candidate: -candidate.confidence)
    if not matters or matters[0].confidence < LIKELIEST:
        return {}  # a greeting, say: what follows it may mean something
    return {candidate.intent: candidate.confidence for candidate in matters[:KEPT]}


def agreement(one: Meaning, other: Meaning) -> float:
    """The probability that both are after the same thing, whichever it is."""
    return sum(sure * other.get(intent, 0.0) for intent, sure in one.items())


def alignment(one: Meaning, other: Meaning) -> float:
    """The cosine of two rankings; nothing, where one of them says too little."""
    if not (_says_enough(one) and _says_enough(other)):
        return 0.0
    lengths = (math.hypot(*meaning.values()) for meaning in (one, other))
    return agreement(one, other) / math.prod(lengths)


def alike(one: Meaning, others: Iterable[tuple[int, Meaning]]) -> list[int]:
    """The numbers of those that mean the same, the surest first."""
    found = [(-agreement(one, other), number) for number, other in others if _are_alike(one, other)]
    return [number for _, number in sorted(found)[:MOST]]


def _are_alike(one: Meaning, other: Meaning) -> bool:
    return agreement(one, other) >= ALIKE or alignment(one, other) >= ALIGNED


def _says_enough(meaning: Meaning) -> bool:
    return len(meaning) >= FEWEST and sum(meaning.values()) >= SHARE
