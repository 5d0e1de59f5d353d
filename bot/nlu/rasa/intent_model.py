"""Says what a text is after, how sure that is, and how near the nearest examples are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.nlu.rasa.calibration import ENTRY, Balance, family, fit_balance
from bot.nlu.rasa.folds import folds
from bot.nlu.rasa.grams import Grams, Kind
from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.learners import Learners, Lesson, Progress, Scores, centred, learn_and_try
from bot.nlu.rasa.many_texts import ManyTexts
from bot.nlu.rasa.neighbours import Near, Neighbours
from bot.nlu.rasa.network import Network
from bot.nlu.rasa.ratios import Ratios
from bot.nlu.rasa.romanisation import plain

KINDS = (Kind("char_wb", 3, 4), Kind("word", 1, 2))
FOLDS = 3

Ranking = list[tuple[str, float]]
Counted = tuple[Grams, csr_matrix]


@dataclass(frozen=True)
class Examples:
    """What there is to learn: texts in their normal form, with all that belongs to each."""

    texts: Sequence[str]
    vectors: Floats  # [text, column]
    intents: Sequence[str]
    origins: NDArray[np.uint64]


def count(texts: Sequence[str]) -> Counted:
    """Which sequences of letters are worth counting in texts, and the texts' rows."""
    return Grams.learn(KINDS, [plain(text) for text in texts])


@dataclass(frozen=True)
class IntentModel:
    """Learners with their balance, and the examples to compare with."""

    intents: tuple[str, ...]
    grams: Grams
    learners: Learners
    balance: Balance
    neighbours: Neighbours
    texts: Sequence[str]  # of the examples, as the neighbours lie
    origins: NDArray[np.uint64]  # digests of what was written, likewise

    @classmethod
    def learn(
        cls, examples: Examples, progress: Progress, counted: Counted | None = None
    ) -> "IntentModel":
        """Learn from everything, and calibrate by what was learned without a fold.

        `counted` is what `count` makes of the texts, if that was done before.
        """
        texts, vectors, intents = examples.texts, examples.vectors, examples.intents
        names = tuple(sorted(set(intents)))
        number = {name: place for place, name in enumerate(names)}
        labels = np.array([number[intent] for intent in intents])
        grams, rows = counted or count(texts)
        around = centred(vectors, vectors.mean(axis=0))
        lesson = Lesson(vectors, rows, labels, len(names), folds(around, labels, FOLDS))
        learners, unseen, tried = learn_and_try(lesson, progress)
        progress("calibrating", 0, 1)
        balance = fit_balance(unseen, tried, names)
        progress("calibrating", 1, 1)
        neighbours, order = Neighbours.learn(around, labels)
        told = tuple(texts[place] for place in order)
        return cls(names, grams, learners, balance, neighbours, told, examples.origins[order])

    def for_reading(self) -> "IntentModel":
        """The same in less memory; it can't be kept or changed any more."""
        texts = ManyTexts(self.texts)
        return replace(self, neighbours=self.neighbours.for_comparing(), texts=texts)

    def read(self, texts: Sequence[str], vectors: Floats, few: int = 0) -> tuple[Floats, Near]:
        """Confidences [text, intent], and what the texts are like; `few` examples are named."""
        rows = centred(vectors, self.learners.mean)
        near = self.neighbours.near(rows, len(self.intents), few)
        both = self.learners.scores(vectors, self.grams.of([plain(text) for text in texts]))
        return self.balance.confidences(Scores(*both, near.intents)), near

    def ranked(self, confidences: Floats, most: int) -> Ranking:
        """The likeliest intents of one text with their confidences, best first."""
        best = np.argsort(-confidences)[:most]
        return [(self.intents[place], float(confidences[place])) for place in best]

    def nearest(self, near: Near, row: int, count: int) -> list[tuple[str, str, float]]:
        """The examples that are most like the text of a row: words, intents and cosines."""
        found = zip(near.places[row][:count], near.cosines[row], strict=False)
        return [
            (self.texts[place], self.intents[self.neighbours.labels[place]], float(cosine))
            for place, cosine in found
        ]

    def best_entries(self, confidences: Floats) -> tuple[list[str], Floats]:
        """For each text the likeliest entry, and how sure it is."""
        entries = [place for place, each in enumerate(self.intents) if family(each) == ENTRY]
        among = confidences[:, entries]
        best = among.argmax(axis=1)
        return [self.intents[entries[place]] for place in best], among.max(axis=1)

    def names(self) -> dict[str, Any]:
        """All words to keep."""
        return {"intents": self.intents, "texts": self.texts}

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All numbers to keep; those of which there are millions in half precision."""
        balance = self.balance
        return {
            "mean": self.learners.mean,
            **self.learners.dense.arrays(),
            **self.learners.sparse.arrays(),
            "weights": np.array([balance.dense, balance.sparse, balance.near]),
            "shifts": balance.shifts,
            "axes": self.neighbours.axes,
            "examples": self.neighbours.numbers,
            "scale": np.array(self.neighbours.scale),
            "labels": self.neighbours.labels,
            "origins": self.origins,
            **self.grams.arrays(),
        }

    @classmethod
    def of_arrays(
        cls, names: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> "IntentModel":
        """As it was kept."""
        dense, sparse, near = map(float, arrays["weights"])
        return cls(
            tuple(names["intents"]),
            Grams.of_arrays(KINDS, arrays),
            Learners(arrays["mean"], Network.of_arrays(arrays), Ratios.of_arrays(arrays)),
            Balance(dense, sparse, near, arrays["shifts"]),
            Neighbours(
                arrays["axes"], arrays["examples"], float(arrays["scale"]), arrays["labels"]
            ),
            tuple(names["texts"]),
            arrays["origins"],
        )
