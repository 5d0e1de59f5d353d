"""How long a decision takes once there are many more entries: thousands are made up, and learned.

An entry more has ten questions, each of the first half of one known example and the second half of
another, with a vector between theirs: so letters and vectors are spread as real ones are, while nobody
has to write or encode a hundred thousand questions. They are learned as a change is (decision 6).
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from bench.understanding.systems import Spoken
from bot.nlu.rasa.encoder import Encoder
from bot.nlu.rasa.intent_model import Examples, IntentModel
from bot.nlu.rasa.neighbours import NEIGHBOURS, unit
from bot.nlu.rasa.revision import revised

# Of the first number of them, knowledge/ would have some 10,000 files in seven languages.
ENTRIES = (1_400, 10_000)
QUESTIONS = 10  # of an entry
ASKED = 200  # messages
MILLISECONDS = 1000


@dataclass(frozen=True)
class Grown:
    """One size, and the median time of a message, in milliseconds."""

    entries: int
    examples: int
    encoding: float
    reading: float

    @property
    def decision(self) -> float:
        """Both; what Rasa and HTTP add does not grow."""
        return self.encoding + self.reading


def grown(model: IntentModel, known: Spoken, asked: Spoken, encoder: Encoder) -> list[Grown]:
    """As it is, and with so many entries that there are `ENTRIES`."""
    few = asked.part(slice(ASKED))
    encoding = _median([partial(encoder.encode, [text]) for text in few.texts])
    found = []
    for entries in (len(model.intents), *ENTRIES):
        larger = _with(model, known, entries) if entries > len(model.intents) else model
        ready = larger.for_reading()
        messages = zip(few.texts, few.vectors, strict=True)
        reading = _median(
            [partial(ready.read, [text], row[None], NEIGHBOURS) for text, row in messages]
        )
        found.append(Grown(entries, len(larger.texts), encoding, reading))
    return found


def rows(found: Sequence[Grown]) -> list[list[str]]:
    """A line each, with the decision in shares of the first one's."""
    return [
        [
            f"{each.entries:,}",
            f"{each.examples:,}",
            f"{each.reading:.1f}",
            f"{each.decision:.1f}",
            f"{each.decision / found[0].decision:.2f}",
        ]
        for each in found
    ]


def _with(model: IntentModel, known: Spoken, entries: int) -> IntentModel:
    """The model with entries that nobody wrote, up to that many."""
    chance = np.random.default_rng(0)
    count = (entries - len(model.intents)) * QUESTIONS
    one, other = chance.integers(len(known.texts), size=(2, count))
    texts = [_halves(known.texts[a], known.texts[b]) for a, b in zip(one, other, strict=True)]
    vectors = unit(known.vectors[one] + known.vectors[other])
    intents = [f"growth/{number // QUESTIONS}" for number in range(count)]
    origins = np.arange(count, dtype=np.uint64)
    vector_of = dict(zip(known.texts, known.vectors, strict=True))
    return revised(
        model,
        Examples(texts, vectors, intents, origins),
        [],
        lambda wanted: np.array([vector_of[text] for text in wanted], np.float32),
    )


def _halves(one: str, other: str) -> str:
    first, second = one.split(), other.split()
    return " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :]])


def _median(doings: Sequence[Callable[[], object]]) -> float:
    taken = []
    for do in (*doings[:10], *doings):  # the first few find nothing in any cache
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return float(np.median(taken[10:])) * MILLISECONDS
