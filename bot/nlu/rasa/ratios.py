"""Naive Bayes over sequences of letters: how much likelier each is in one class than in all others.

The ratio of a class to its complement (Rennie and others, “Tackling the Poor Assumptions of Naive
Bayes Text Classifiers”, 2003), summed over a text's weighted sequences:

    Σ weight · (log P(sequence | class) − log P(sequence | other classes))

Most sequences never occur in most classes, and then their part is the same for every class. It is left
out, so that what is kept is as sparse as the examples are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.nlu.rasa.heads import Floats, Labels

SMOOTHING = 0.003  # added to every count; a third or three times as much changes little
NEVER = -30.0  # a class without examples is never meant

TABLE = ("ratios", "ratio_classes", "ratio_starts")
BASES = "ratio_bases"


@dataclass(frozen=True)
class Ratios:
    """What speaks for a class: sequences that occur in it, and how little of anything does."""

    table: sparse.csr_matrix  # [sequence, class]
    bases: Floats  # [class]

    @classmethod
    def learn(cls, rows: sparse.csr_matrix, labels: Labels, classes: int) -> "Ratios":
        """Count in one pass; `rows` are [text, sequence], weighted."""
        count, width = rows.shape
        ones = np.ones(count, np.float32)
        inside = sparse.csr_matrix((ones, (labels, np.arange(count))), (classes, count)) @ rows
        of_class = np.asarray(inside.sum(axis=1)).ravel()
        of_sequence = np.asarray(inside.sum(axis=0)).ravel()
        everything = of_class.sum()
        here, others = SMOOTHING, SMOOTHING * classes
        absent = np.log(here) - np.log(of_sequence + others)
        table = inside.tocoo()
        rest = of_sequence[table.col] - table.data + others
        table.data = np.log(table.data + here) - np.log(rest) - absent[table.col]
        bases = np.log(everything - of_class + others * width) - np.log(of_class + here * width)
        bases[of_class == 0] = NEVER
        return cls(table.T.tocsr().astype(np.float32), bases.astype(np.float32))

    def scores(self, rows: sparse.csr_matrix) -> Floats:
        """[text, class], up to a constant for each text."""
        found: Floats = (rows @ self.table).toarray()
        weight = np.asarray(rows.sum(axis=1), np.float32)
        found += weight * self.bases
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All numbers to keep."""
        table = self.table
        kept = (table.data.astype(np.float16), table.indices.astype(np.int16), table.indptr)
        return {**dict(zip(TABLE, kept, strict=True)), BASES: self.bases}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Ratios":
        """As they were kept."""
        data, classes, starts = (arrays[name] for name in TABLE)
        shape = (len(starts) - 1, len(arrays[BASES]))
        table = sparse.csr_matrix((data.astype(np.float32), classes, starts), shape)
        return cls(table, arrays[BASES])
