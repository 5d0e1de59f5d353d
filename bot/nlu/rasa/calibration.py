"""Makes confidences mean what they say: of a hundred intents with 0.9, some ninety are right.

The learners are judged on examples that they have not seen. From that follow how much each counts,
how sharp the result is, and how far families of intents move: examples are not spread as questions are.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.nlu.rasa.heads import Floats, Labels, softmax
from bot.nlu.rasa.learners import Scores

# What students ask, as far as we can tell before they do: most often what we wrote answers to.
# The examples are spread otherwise: many are there only to show what must not be answered.
# Calls for help are counted more often than they come: missing one is worse than one too many.
ENTRY, OFFICE, URGENT, OTHER = "entry", "office", "urgent", "other"
SHARES = {ENTRY: 0.55, OFFICE: 0.20, URGENT: 0.05, OTHER: 0.20}
MOVED = (ENTRY, OFFICE, URGENT)  # relative to the others
OFFICE_PREFIX = "office/"
START = (1.0, 3.0, 4.0)  # of the weights: near where they end, so that few steps are needed


@dataclass(frozen=True)
class Balance:
    """How three learners' scores become one confidence a class."""

    dense: float
    sparse: float
    near: float
    shifts: Floats  # one a class

    def confidences(self, scores: Scores) -> Floats:
        """Shares that sum to one in each row."""
        mixed = self.dense * scores.dense + self.sparse * scores.sparse + self.near * scores.near
        return softmax(mixed + self.shifts)


def family(intent: str) -> str:
    """Whether an intent is an entry, an office's question without one, urgent, or something else."""
    if intent.startswith(OFFICE_PREFIX):
        return OFFICE
    if intent == URGENT:
        return URGENT
    return ENTRY if "/" in intent else OTHER


def fit_balance(scores: Scores, labels: Labels, intents: tuple[str, ...]) -> Balance:
    """The balance under which the right intents of unseen examples are most likely."""
    families = np.array([family(intent) for intent in intents])
    moved = [
        families == name for name in (ENTRY, OFFICE) if 0 < np.sum(families == name) < len(families)
    ]
    importance = _importance(families[labels])
    rows = np.arange(len(labels))

    def cost(given: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        confidences = _balance(given, moved).confidences(scores)
        loss = -float(importance @ np.log(confidences[rows, labels] + 1e-12))
        confidences[rows, labels] -= 1
        pull = importance[:, None] * confidences
        slopes = [np.vdot(pull, each) for each in (scores.dense, scores.sparse, scores.near)]
        return loss, np.array([*slopes, *(pull[:, each].sum() for each in moved)], np.float64)

    start = np.array([*START, *(0.0 for _ in moved)])
    bounds: Any = [(0.05, None)] * len(START) + [(None, None)] * len(moved)
    return _balance(minimize(cost, start, jac=True, method="L-BFGS-B", bounds=bounds).x, moved)


def _balance(given: NDArray[np.float64], moved: list[NDArray[np.bool_]]) -> Balance:
    dense, sparse, near = map(float, given[: len(START)])
    shifts: Floats = (given[len(START) :] @ np.array(moved, np.float64)).astype(np.float32)
    return Balance(dense, sparse, near, shifts)


def _importance(families: NDArray[np.str_]) -> Floats:
    """A weight for each example, so that families count as often as they are asked."""
    importance: Floats = np.zeros(len(families), np.float32)
    for name, share in SHARES.items():
        chosen = families == name
        if chosen.any():
            importance[chosen] = share / chosen.sum()
    importance /= importance.sum()
    return importance
