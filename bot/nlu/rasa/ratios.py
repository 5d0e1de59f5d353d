"""Naive Bayes over sequences of letters: how much likelier each is in one class than in all others.

The ratio of a class to its complement (Rennie and others, “Tackling the Poor Assumptions of Naive
Bayes Text Classifiers”, 2003), summed over a text's weighted sequences:

    Σ weight · (log P(sequence | class) − log P(sequence | other classes))

Most sequences never occur in most classes, and then their part is the same for every class. It is left
out, so that what is kept is as sparse as the examples are. What is kept are the counts: ratios of the
few sequences of a message are reckoned in no time, and further examples can be counted in later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.nlu.rasa.heads import Floats, Labels

SMOOTHING = 0.003  # added to every count; a third or three times as much changes little
NEVER = -30.0  # a class without examples is never meant
NOTHING = 1e-3  # a count under this is what rounding leaves of one that was taken back

TABLE = ("counts", "count_classes", "count_starts")
WIDTH = "count_width"


@dataclass(frozen=True)
class Ratios:
    """How much of each sequence occurs in each class: sequence by sequence, without noughts."""

    counts: NDArray[np.float16]
    classes: NDArray[np.int16]  # of each count
    starts: NDArray[np.int32]  # of each sequence's counts, and the end
    width: int  # how many classes there are

    @classmethod
    def learn(cls, rows: sparse.csr_matrix, labels: Labels, classes: int) -> "Ratios":
        """Count in one pass; `rows` are [text, sequence], weighted."""
        return cls._of_table(_summed(rows, labels, classes).T.tocsr())

    @classmethod
    def _of_table(cls, table: sparse.csr_matrix) -> "Ratios":
        counts, classes = table.data.astype(np.float16), table.indices.astype(np.int16)
        return cls(counts, classes, table.indptr.astype(np.int32), table.shape[1])

    def changed(
        self, places: Labels, classes: int, added: sparse.csr_matrix, labels: Labels
    ) -> "Ratios":
        """With further texts; `places` are the new numbers of the old classes, -1 for one that is gone.

        A text with negative weights is taken back.
        """
        stayed = places[self.classes] >= 0
        rows = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))[stayed]
        counts = self.counts[stayed].astype(np.float32)
        shape = (len(self.starts) - 1, classes)
        known = sparse.csr_matrix((counts, (rows, places[self.classes[stayed]])), shape)
        table = known + _summed(added, labels, classes).T.tocsr()
        table.data[table.data < NOTHING] = 0
        table.eliminate_zeros()
        return self._of_table(table)

    @cached_property
    def _of_class(self) -> Floats:
        return np.bincount(self.classes, self.counts, self.width).astype(np.float32)

    @cached_property
    def _of_sequence(self) -> Floats:
        rows = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        return np.bincount(rows, self.counts, len(self.starts) - 1).astype(np.float32)

    @cached_property
    def _bases(self) -> Floats:
        """What every weight of a text says about a class, whatever the sequence."""
        here, others, sequences = SMOOTHING, SMOOTHING * self.width, len(self.starts) - 1
        inside = self._of_class
        outside = inside.sum() - inside + others * sequences
        bases = np.log(outside) - np.log(inside + here * sequences)
        bases[inside == 0] = NEVER
        return bases.astype(np.float32)

    def scores(self, rows: sparse.csr_matrix) -> Floats:
        """[text, class], up to a constant for each text."""
        used, places = np.unique(rows.indices, return_inverse=True)
        ratios, classes, lengths = self._ratios(used)
        weight = np.asarray(rows.sum(axis=1), np.float32)
        if rows.shape[0] == 1:  # a message: to make matrices would take longer than all the rest
            own = np.bincount(places, rows.data, len(used))
            summed = np.bincount(classes, ratios * np.repeat(own, lengths), self.width)
            return (summed + weight * self._bases).astype(np.float32)
        few = sparse.csr_matrix((rows.data, places, rows.indptr), (rows.shape[0], len(used)))
        starts = np.concatenate([[0], np.cumsum(lengths)])
        table = sparse.csr_matrix((ratios, classes, starts), (len(used), self.width))
        found: Floats = (few @ table).toarray()
        found += weight * self._bases
        return found

    def _ratios(self, used: Labels) -> tuple[Floats, Labels, Labels]:
        """What these sequences say beyond what anything unseen says, of which classes.

        Sequence by sequence; how many each has, is the third.
        """
        lengths = self.starts[used + 1] - self.starts[used]
        ends = np.cumsum(lengths)
        places = np.repeat(self.starts[used] - ends + lengths, lengths) + np.arange(lengths.sum())
        counts = self.counts[places].astype(np.float32)
        here, others = np.float32(SMOOTHING), np.float32(SMOOTHING * self.width)
        of_sequence = self._of_sequence[used]
        absent = np.log(here) - np.log(of_sequence + others)
        rest = np.repeat(of_sequence, lengths) - counts + others
        ratios = np.log(counts + here) - np.log(rest) - np.repeat(absent, lengths)
        return ratios, self.classes[places].astype(np.int64), lengths

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All numbers to keep."""
        kept = (self.counts, self.classes, self.starts)
        return {**dict(zip(TABLE, kept, strict=True)), WIDTH: np.array(self.width)}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Ratios":
        """As they were kept."""
        counts, classes, starts = (arrays[name] for name in TABLE)
        return cls(counts, classes, starts, int(arrays[WIDTH]))


def _summed(rows: sparse.csr_matrix, labels: Labels, classes: int) -> sparse.csr_matrix:
    """[class, sequence]: the rows of a class as one."""
    count = rows.shape[0]
    ones = np.ones(count, np.float32)
    return sparse.csr_matrix((ones, (labels, np.arange(count))), (classes, count)) @ rows
