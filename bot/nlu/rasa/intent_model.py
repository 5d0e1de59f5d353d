"""Says what a text is after, how sure that is, and how near the nearest examples are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa.calibration import Balance, fit_balance
from bot.nlu.rasa.folds import folds
from bot.nlu.rasa.grams import Grams, Kind
from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.learners import Learners, Lesson, Progress, centred, learn_and_try, unit
from bot.nlu.rasa.romanisation import plain

KINDS = (Kind("char_wb", 3, 4), Kind("word", 1, 2))
FOLDS = 3
NEIGHBOURS = 5
AXES = 128  # directions in which examples are compared: the same neighbours in a third of the time
LEAST_WEIGHT = 0.01  # smaller ones change no answer, and leaving them out halves the model's file

Ranking = list[tuple[str, float]]


@dataclass(frozen=True)
class IntentModel:
    """Learners with their balance, and the examples' vectors to compare with."""

    intents: tuple[str, ...]
    grams: Grams
    learners: Learners
    balance: Balance
    axes: Floats
    examples: Floats  # along the axes

    @classmethod
    def learn(
        cls, texts: Sequence[str], vectors: Floats, intents: Sequence[str], progress: Progress
    ) -> "IntentModel":
        """Learn from everything, and calibrate by what was learned without each fold."""
        names = tuple(sorted(set(intents)))
        number = {name: place for place, name in enumerate(names)}
        labels = np.array([number[intent] for intent in intents])
        grams, rows = Grams.learn(KINDS, [plain(text) for text in texts])
        examples = centred(vectors, vectors.mean(axis=0))
        lesson = Lesson(vectors, rows, labels, len(names), folds(examples, labels, FOLDS))
        learners, unseen = learn_and_try(lesson, progress)
        axes = _main_axes(examples)
        progress("calibrating", 0, 1)
        balance = fit_balance(unseen, labels, names)
        progress("calibrating", 1, 1)
        return cls(names, grams, learners, balance, axes, unit(examples @ axes))

    def rank(self, text: str, vector: Floats, most: int) -> Ranking:
        """The likeliest intents with their confidences, best first."""
        scores = self.learners.scores(vector[None], self.grams.of([plain(text)]))
        confidences = self.balance.confidences(scores)[0]
        best = np.argsort(-confidences)[:most]
        return [(self.intents[place], float(confidences[place])) for place in best]

    def similarity(self, vector: Floats) -> float:
        """The mean cosine to the nearest examples; by chance it is about 0."""
        row = unit(centred(vector[None], self.learners.mean) @ self.axes)[0]
        cosines = self.examples @ row
        count = min(NEIGHBOURS, len(cosines))
        return float(np.partition(cosines, -count)[-count:].mean())

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All numbers to keep; those of which there are millions in half precision."""
        weights = self.learners.sparse
        return {
            "mean": self.learners.mean,
            "dense": self.learners.dense,
            "sparse": np.where(np.abs(weights) < LEAST_WEIGHT, 0, weights).astype(np.float16),
            "weights": np.array([self.balance.dense, self.balance.sparse]),
            "shifts": self.balance.shifts,
            "axes": self.axes,
            "examples": self.examples.astype(np.float16),
            **self.grams.arrays(),
        }

    @classmethod
    def of_arrays(cls, intents: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> "IntentModel":
        """As it was kept."""
        dense, sparse = map(float, arrays["weights"])
        return cls(
            tuple(intents),
            Grams.of_arrays(KINDS, arrays),
            Learners(arrays["mean"], arrays["dense"], arrays["sparse"]),
            Balance(dense, sparse, arrays["shifts"]),
            arrays["axes"],
            arrays["examples"].astype(np.float32),
        )


def _main_axes(rows: Floats) -> Floats:
    """The directions in which rows differ most."""
    _, directions = np.linalg.eigh(rows.T @ rows)
    axes: Floats = directions[:, -AXES:]
    return axes
