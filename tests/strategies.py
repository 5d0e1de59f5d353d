"""What Hypothesis may make up: interpretations, messages and what could stand in a file."""

from dataclasses import replace

from hypothesis import strategies as st

from actions.domain.decision import Courtesy, Reason, Refusal, Thresholds
from actions.domain.interpretation import Candidate, Guess, Interpretation

ENTRIES = ("admission/deadlines", "admission/tuition-fees", "life/dormitory", "migration/e-visa")
SPECIAL = (Reason.URGENT, "handoff", *Courtesy, *Refusal)
OFFICE = ("office/admission/phd-programmes", "office/university/about")
LOCALES = ("ar", "az", "en", "fa", "ru", "tr")

confidences = st.floats(0, 1)
tags = st.sampled_from([*LOCALES, "az-AZ", "fa-raw", "EN_us", "de", "zh-hans", ""]) | st.none()
guesses = st.lists(
    st.builds(Guess, st.sampled_from([*LOCALES, "de", "ja"]), confidences), max_size=4
)


@st.composite
def interpretations(draw: st.DrawFn, lead: str | None = None) -> Interpretation:
    """A ranking whose confidences sum up to 1 at most, best first; `lead` nearly half at least."""
    intents = st.sampled_from([*ENTRIES, *SPECIAL, *OFFICE, "an/entry-of-yesterday"])
    names = draw(st.lists(intents.filter(lambda name: name != lead), unique=True, max_size=8))
    shares = [draw(confidences) for _ in names]
    led = draw(st.floats(0.45, 1)) if lead else 0.0
    whole = max(sum(shares) / (1 - led), 1.0) if led < 1 else float("inf")
    candidates = [Candidate(name, share / whole) for name, share in zip(names, shares, strict=True)]
    if lead:
        candidates.append(Candidate(lead, led))
    ranking = sorted(candidates, key=lambda candidate: -candidate.confidence)
    languages = tuple(draw(guesses))
    return Interpretation(tuple(ranking), languages, draw(confidences))


def surer(understood: Interpretation, share: float) -> Interpretation:
    """The same, but its best candidate takes this share of everybody else's probability."""
    best, *others = understood.ranking
    rest = [replace(c, confidence=c.confidence * (1 - share)) for c in others]
    gained = sum(c.confidence for c in others) * share
    return replace(understood, ranking=(replace(best, confidence=best.confidence + gained), *rest))


thresholds = st.builds(
    Thresholds,
    answer=st.floats(0.3, 1),
    similarity=confidences,
    clarify=st.floats(0, 0.5),
    offer=st.floats(0, 0.2),
    offers=st.integers(1, 6),
)

# What an editor's file may hold: words, and pieces of YAML in any order.
KEYS = ("questions:", "source: ", "checked_on: ", "related:", "valid_until: ", "desk: ")
REGISTRY = ("locales:", "default: en", "az:", "names:", "direction: rtl")
MARKS = ("---\n", "\n---\n", "\n", "\n  - ", '"', "'", ": ", "#", "{", "}", "[", "]", "| ", "\t")
TAGS = ("&a ", "*a", "<<: ", "? ", "!!bool ", "!!int ", "!!float ", "!!timestamp ", "%YAML 9\n")
VALUES = ("0", "false", "null", "2026-11-23", "2026-13-45", ".inf")
_pieces = st.sampled_from((*KEYS, *REGISTRY, *MARKS, *TAGS, *VALUES))
file_texts = st.lists(_pieces | st.text(max_size=8), max_size=25).map("".join)
file_bytes = st.binary(max_size=60) | file_texts.map(lambda t: t.encode("utf-8", "surrogatepass"))
