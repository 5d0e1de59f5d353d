"""Multinomial logistic regression in single precision."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float32]
def softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def fit_softmax(rows: Floats, labels: NDArray[np.int64], classes: int, penalty: float, rounds: int) -> Floats:
    count, width = rows.shape
    target = np.zeros((count, classes), np.float32)
    target[np.arange(count), labels] = 1

    def cost(flat):
        weights = flat.reshape(width, classes).astype(np.float32)
        scores = rows @ weights
        scores -= scores.max(axis=1, keepdims=True)
        picked = scores[np.arange(count), labels].sum()
        np.exp(scores, out=scores)
        sums = scores.sum(axis=1, keepdims=True)
        loss = float(np.log(sums).sum() - picked) / count + 0.5 * penalty * float((weights * weights).sum())
        scores /= sums
        scores -= target
        gradient = rows.T @ scores / count + penalty * weights
        return loss, gradient.ravel().astype(np.float64)

    found = minimize(cost, np.zeros(width * classes), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 5})
    return found.x.reshape(width, classes).astype(np.float32)
