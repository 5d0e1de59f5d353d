"""Support vector machines, by which languages are told apart, and what all learners share."""

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]

TOLERANCE = 1.0  # of the machines; with a tenth of it, twice the time and the same answers
COST = 1.0


def softmax(scores: Floats) -> Floats:
    """Rows of scores as rows of shares."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fit_margins(
    rows: sparse.csr_matrix, labels: Labels, classes: int, tolerance: float = TOLERANCE
) -> Floats:
    """Weights [column, class] of a support vector machine a class; the last row is added always."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        machine = LinearSVC(C=COST, tol=tolerance, max_iter=100, random_state=0)
        machine.fit(rows, labels)
    weights = np.zeros((rows.shape[1] + 1, classes), np.float32)
    weights[-1] = -1  # a class without examples is never meant
    if len(machine.classes_) > 2:  # noqa: PLR2004 -- for two classes there is one machine
        weights[:, machine.classes_] = np.vstack([machine.coef_.T, machine.intercept_])
    else:
        side = np.append(machine.coef_[0], machine.intercept_[0])
        weights[:, machine.classes_] = np.column_stack([-side, side])
    return weights


def margins(rows: sparse.csr_matrix, weights: NDArray[np.floating[Any]]) -> Floats:
    """How far each row is on each class's side; weights may be kept in half precision."""
    last = weights[-1].astype(np.float32)
    if rows.shape[0] == 1:  # a message: to make matrices would take longer than all the rest
        alone: Floats = rows.data @ weights[rows.indices].astype(np.float32) + last
        return alone[None]
    used, places = np.unique(rows.indices, return_inverse=True)
    few = sparse.csr_matrix((rows.data, places, rows.indptr), (rows.shape[0], len(used)))
    scores: Floats = few @ weights[used].astype(np.float32) + last
    return scores
