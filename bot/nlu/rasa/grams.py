"""Texts as sparse vectors of weighted character sequences and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]

PLACES = 2**18  # a power of two; with forty thousand short texts, more gains nothing
# Texts that a sequence must stand in: others fill half of the model and change no answer.
RAREST = 3
LEAST_SQUARE = 1e-12
FEW_TEXTS = 500  # under this, nothing is left out


@dataclass(frozen=True)
class Kind:
    """One way to cut a text: `char_wb` within words, `char` across them, `word` by words."""

    analyzer: str
    shortest: int
    longest: int

    def counts(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """How often each sequence stands in each text, by hashed place."""
        hashing = HashingVectorizer(
            analyzer=self.analyzer,
            ngram_range=(self.shortest, self.longest),
            token_pattern=r"(?u)\w+",  # noqa: S106 -- one-letter words count too
            n_features=PLACES,
            alternate_sign=False,
            norm=None,
            dtype=np.float32,
        )
        return hashing.transform(texts)


@dataclass(frozen=True)
class Grams:
    """The sequences that are worth counting, and how much each weighs."""

    kinds: tuple[Kind, ...]
    places: NDArray[np.int32]  # column of the result for every hashed place, -1 for those left out
    rarity: Floats

    @classmethod
    def learn(
        cls, kinds: tuple[Kind, ...], texts: Sequence[str]
    ) -> tuple["Grams", sparse.csr_matrix]:
        """Keep what stands in a few texts at least, weigh the rare more; give the texts' rows too."""
        rarest = RAREST if len(texts) >= FEW_TEXTS else 1
        counted = [kind.counts(texts) for kind in kinds]
        frequency = np.concatenate(
            [np.bincount(each.indices, minlength=PLACES) for each in counted]
        )
        kept = np.flatnonzero(frequency >= rarest)
        places = np.full(len(frequency), -1, np.int32)
        places[kept] = np.arange(len(kept))
        rarity = np.log((1 + len(texts)) / (1 + frequency[kept])) + 1
        grams = cls(kinds, places, rarity.astype(np.float32))
        return grams, grams._rows(counted)

    def of(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One row a text, of unit length if something in it is known."""
        return self._rows([kind.counts(texts) for kind in self.kinds])

    def _rows(self, counted: Sequence[sparse.csr_matrix]) -> sparse.csr_matrix:
        parts = [self._weighted(number, each) for number, each in enumerate(counted)]
        rows, columns, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
        weights /= np.sqrt(len(counted), dtype=np.float32)
        shape = (counted[0].shape[0], len(self.rarity))
        return sparse.csr_matrix((weights, (rows, columns)), shape)

    def _weighted(self, number: int, counted: sparse.csr_matrix) -> tuple[NDArray[Any], ...]:
        """One kind's rows, columns and weights; each row is of unit length by itself."""
        columns = self.places[number * PLACES + counted.indices]
        kept = columns >= 0
        rows = np.repeat(np.arange(counted.shape[0]), np.diff(counted.indptr))[kept]
        weights = (1 + np.log(counted.data[kept])) * self.rarity[columns[kept]]
        squares = np.bincount(rows, weights**2, counted.shape[0])
        lengths = np.sqrt(np.maximum(squares, LEAST_SQUARE)).astype(np.float32)
        return rows, columns[kept], weights / lengths[rows]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What must be kept to make the same rows again, besides the kinds."""
        return {"places": self.places, "rarity": self.rarity}

    @classmethod
    def of_arrays(cls, kinds: tuple[Kind, ...], arrays: Arrays) -> "Grams":
        """As it was kept."""
        return cls(kinds, arrays["places"], arrays["rarity"])
