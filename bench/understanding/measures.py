"""What is said of a system: accuracy, risk and coverage, calibration."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
BINS = 10


@dataclass(frozen=True)
class Judged:
    """For each message: how sure the first answer was, whether it was right, whether one exists."""

    sure: Floats
    right: Bools
    among_four: Bools
    answerable: Bools

    def only(self, chosen: Bools) -> "Judged":
        """Some of the messages."""
        return Judged(*(part[chosen] for part in vars(self).values()))

    @property
    def first_four(self) -> float:
        """The share of answerable messages whose right entry is among the first four."""
        return float(self.among_four[self.answerable].mean())

    @property
    def first(self) -> float:
        """The share of answerable messages whose first candidate is right."""
        return float(self.right[self.answerable].mean())

    def at(self, wrong: float) -> float:
        """Of the answerable, the share answered rightly if at most `wrong` of all answers err.

        The best threshold in hindsight: what the order of confidences allows, not a promise.
        """
        _, share = self.curve()
        fine = np.flatnonzero(share <= wrong)
        order = np.argsort(-self.sure, kind="stable")
        right = np.cumsum(self.right[order])
        return float(right[fine[-1]] / self.answerable.sum()) if len(fine) else 0.0

    def curve(self) -> tuple[Floats, Floats]:
        """Shares of messages answered, and of those wrong, from the surest on."""
        order = np.argsort(-self.sure, kind="stable")
        count = np.arange(1, len(order) + 1)
        return count / len(order), np.cumsum(~self.right[order]) / count

    def reliability(self) -> list[tuple[float, float, int]]:
        """Mean confidence, share right and number of messages, in each of ten bins."""
        bins = np.clip((self.sure * BINS).astype(int), 0, BINS - 1)
        return [
            (float(self.sure[bins == n].mean()), float(self.right[bins == n].mean()), int(size))
            for n in range(BINS)
            if (size := np.sum(bins == n))
        ]

    def calibration_error(self) -> float:
        """The expected calibration error: mean distance of confidence and share right."""
        total = len(self.sure)
        return sum(abs(sure - right) * size / total for sure, right, size in self.reliability())


def auroc(scores: Floats, wanted: Bools) -> float:
    """How often a wanted one scores higher than an unwanted one; ties count half."""
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    first = np.searchsorted(ordered, scores, "left")
    last = np.searchsorted(ordered, scores, "right")
    ranks = (first + last + 1) / 2
    inside, outside = wanted.sum(), (~wanted).sum()
    return float((ranks[wanted].sum() - inside * (inside + 1) / 2) / (inside * outside))
