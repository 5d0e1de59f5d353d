"""What else a message asks besides what it is answered with: to be answered, or to be offered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp, log
from operator import mul

from actions.domain.combining import MOST_ANSWERS, in_order
from actions.domain.decision import Answer, Thresholds, needs_care
from actions.domain.interpretation import Interpretation

IsEntry = Callable[[str], bool]
Part = tuple[Interpretation, Interpretation]  # as it is read alone, and in the light of the whole

# How likely a part asks for an entry that the message is not answered with: a logistic regression
# on 780 messages of which 421 ask several things (`python -m bench.several` fits and judges it). It
# counts what the part in the light of the whole says for that entry, what the whole says for it,
# and what the part alone says for what is answered already: then it tells a story about that, and
# asks nothing new.
OF_PART, OF_WHOLE, OF_ANSWERED, ALWAYS = 1.07, 0.34, -0.29, -1.26
LEAST = 1e-4  # of a confidence: none is certain
# From the first on it is answered, too; with more care where a wrong answer costs a fine or a
# deportation. From the third on it is offered. Of the examination's 194 messages that ask several
# things, 114 are answered in full and 25 more with something offered; of 1,423 that have parts and
# ask one thing, 50 get an answer more than they asked for, and 55 an offer. When every part that
# was sure by itself was answered, it was 77 of 141, none, and 44 of 778.
ANSWERED, ANSWERED_WITH_CARE, OFFERED = 0.75, 0.85, 0.3


def with_more_asked(
    answer: Answer,
    parts: Iterable[Part],
    whole: Interpretation,
    limits: Thresholds,
    is_entry: IsEntry,
) -> Answer:
    """The answer with what else its parts surely ask, and with what they may ask."""
    answered, offered = list(answer.entry_ids), []
    for entry_id, likely, similarity in _asked(answer, parts, whole, is_entry):
        enough = ANSWERED_WITH_CARE if needs_care(entry_id) else ANSWERED
        is_sure = likely >= enough and similarity >= limits.similarity
        if is_sure and len(answered) < MOST_ANSWERS:
            answered.append(entry_id)
        elif likely >= OFFERED:
            offered.append(entry_id)
    return Answer(in_order(answered, whole), tuple(offered))


def _asked(
    answer: Answer,
    parts: Iterable[Part],
    whole: Interpretation,
    is_entry: IsEntry,
) -> Iterator[tuple[str, float, float]]:
    """Each further entry once: how likely it is asked, and how like the examples its part is."""
    best: dict[str, tuple[float, float]] = {}
    for part in parts:
        entry_id = likeliest(part)
        if is_entry(entry_id) and entry_id not in answer.entry_ids:
            likely = how_likely(entry_id, part, whole, answer.entry_ids)
            best[entry_id] = max(best.get(entry_id, (0.0, 0.0)), (likely, part[0].similarity))
    for entry_id, (likely, similarity) in sorted(best.items(), key=lambda each: -each[1][0]):
        yield entry_id, likely, similarity


def likeliest(part: Part) -> str:
    """What a part most likely is about, in the light of the whole."""
    _, read = part
    return read.ranking[0].intent if read.ranking else ""


def how_likely(entry_id: str, part: Part, whole: Interpretation, answered: Sequence[str]) -> float:
    """How likely a part asks for that entry, besides what is answered."""
    told = features(entry_id, part, whole, answered)
    weights = (OF_PART, OF_WHOLE, OF_ANSWERED)
    return 1 / (1 + exp(-ALWAYS - sum(map(mul, weights, told))))


def features(
    entry_id: str, part: Part, whole: Interpretation, answered: Sequence[str]
) -> tuple[float, float, float]:
    """What tells whether a part asks for an entry besides, as logarithms of odds."""
    alone, read = part
    return (
        _odds(read.confidence_of(entry_id)),
        _odds(whole.confidence_of(entry_id)),
        _odds(alone.confidence_of(*answered)),
    )


def _odds(confidence: float) -> float:
    sure = min(max(confidence, LEAST), 1 - LEAST)
    return log(sure / (1 - sure))
