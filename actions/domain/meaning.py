"""Which open questions mean the same, in whatever language they were asked."""

from collections.abc import Iterable, Mapping

from actions.domain.interpretation import Candidate

Meaning = Mapping[str, float]  # what a question may be after, each with its probability

LEAST = 0.02  # a smaller probability says nothing
# The probability that two questions are after the same thing, from which on staff are shown them
# together. Chosen by measurement in six languages: docs/reference/benchmarks.md
ALIKE = 0.2
MOST = 50  # questions of a group; the others follow when these are answered


def meaning_of(ranking: Iterable[Candidate]) -> Meaning:
    """What a ranking says about the matter: neither courtesies nor the wish for a person."""
    return {
        candidate.intent: candidate.confidence
        for candidate in ranking
        if "/" in candidate.intent and candidate.confidence >= LEAST
    }


def agreement(one: Meaning, other: Meaning) -> float:
    """The probability that both are after the same thing, whichever it is."""
    return sum(sure * other.get(intent, 0.0) for intent, sure in one.items())


def alike(one: Meaning, others: Iterable[tuple[int, Meaning]]) -> list[int]:
    """The numbers of those that mean the same, the surest first."""
    found = [(agreement(one, other), number) for number, other in others]
    sure = [(-how, number) for how, number in found if how >= ALIKE]
    return [number for _, number in sorted(sure)[:MOST]]
