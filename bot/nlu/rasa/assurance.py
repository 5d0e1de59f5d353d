"""How sure is sure: the confidence from which on few enough answers are wrong, by language.

It is counted on messages that people judged and that nothing was learned from. What counts is not
the share of wrong answers among them but its upper bound: few messages prove little.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

CERTAINTY = 0.95  # that the true share is under the bound (Clopper and Pearson, one-sided)
TARGETS = tuple(share / 100 for share in range(1, 11))  # shares of wrong answers
FEWEST = 300  # judged messages in all languages; fewer prove nothing, then nothing is measured
NEVER = 1.01  # more than any confidence
# A language with fewer judged messages of its own than this is trusted less: those in other
# languages then count only in part, so that the bound is wider and fewer messages are answered.
OWN_ENOUGH = 50
FOREIGN = 0.5
# As many messages of average quality are added to a language's own before it is compared: its share
# of wrong answers is not believed on the word of three messages.
AVERAGE = 50

ANY = ""  # a language of which nothing was judged
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Evidence:
    """For each judged message: how sure the best entry was, whether it was right, the language."""

    confidences: Floats
    right: Bools
    locales: NDArray[np.str_]

    def sorted(self) -> "Evidence":
        """The surest first."""
        order = np.argsort(-self.confidences, kind="stable")
        return Evidence(self.confidences[order], self.right[order], self.locales[order])


def measure(evidence: Evidence) -> dict[str, list[float]]:
    """For each language, and for any other one, the confidence needed for each of `TARGETS`."""
    if len(evidence.confidences) < FEWEST:
        return {}
    ordered = evidence.sorted()
    return {
        locale: [_needed(ordered, locale, target) for target in TARGETS]
        for locale in [*map(str, np.unique(ordered.locales)), ANY]
    }


def _needed(evidence: Evidence, locale: str, target: float) -> float:
    """The least confidence at which both the bound and the language's own share are low enough."""
    own = evidence.locales == locale
    weights = np.where(own, 1.0, 1.0 if own.sum() >= OWN_ENOUGH else FOREIGN)
    answered, wrong = np.cumsum(weights), np.cumsum(weights * ~evidence.right)
    low = upper_bound(wrong, answered) <= target
    own_answered, own_wrong = np.cumsum(own), np.cumsum(own & ~evidence.right)
    share = (own_wrong + AVERAGE * wrong / answered) / (own_answered + AVERAGE)
    fine = np.flatnonzero(low & (share <= target))
    return float(evidence.confidences[fine[-1]]) if len(fine) else NEVER


def upper_bound(wrong: Floats, answered: Floats) -> Floats:
    """The highest share of wrong answers that such counts do not rule out."""
    right = np.maximum(answered - wrong, 1e-9)
    bound: Floats = betaincinv(wrong + 1, right, CERTAINTY)
    return bound


def pairs(needed: Sequence[float]) -> list[list[float]]:
    """Shares of wrong answers with the confidences needed, as they travel in JSON."""
    return [[target, round(each, 4)] for target, each in zip(TARGETS, needed, strict=True)]
