"""How near a message is to the nearest example of each intent."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa.heads import Floats, Labels

AXES = 128  # directions in which examples are compared: the same neighbours in a third of the time
NEIGHBOURS = 5
PORTION = 512  # rows that are compared at a time
NOTHING = -1.0  # the cosine to an intent without examples


@dataclass(frozen=True)
class Near:
    """Cosines of some texts: to the nearest example of each intent, and to the nearest of all."""

    intents: Floats  # [text, intent]
    similarity: Floats  # [text], the mean of the nearest few; by chance it is about 0


@dataclass(frozen=True)
class Neighbours:
    """Examples along the directions in which they differ most, those of an intent together."""

    axes: Floats
    examples: Floats
    labels: Labels

    @classmethod
    def learn(cls, rows: Floats, labels: Labels) -> tuple["Neighbours", Labels]:
        """Remember centred rows of unit length; in which order, is told as well."""
        axes = _main_axes(rows)
        order = np.argsort(labels, kind="stable")
        return cls(axes, unit(rows[order] @ axes), labels[order]), order

    def near(self, rows: Floats, intents: int) -> Near:
        """Compare centred rows of unit length with all examples."""
        return _near(unit(rows @ self.axes) @ self.examples.T, self.labels, intents)

    def nearest(self, row: Floats, count: int) -> list[tuple[int, float]]:
        """Places of the nearest examples, and their cosines."""
        cosines = self.examples @ unit(row[None] @ self.axes)[0]
        best = np.argsort(-cosines)[:count]
        return [(int(place), float(cosines[place])) for place in best]


def nearest_unseen(rows: Floats, labels: Labels, folds: Labels, intents: int) -> Floats:
    """[example, intent]: cosines to the nearest example of each intent in the other folds."""
    order = np.argsort(labels, kind="stable")
    reduced = unit(rows @ _main_axes(rows))
    there, there_folds = reduced[order], folds[order]
    found = np.empty((len(rows), intents), np.float32)
    for part in _portions(len(rows)):
        cosines = reduced[part] @ there.T
        cosines[folds[part][:, None] == there_folds[None, :]] = NOTHING
        found[part] = _near(cosines, labels[order], intents).intents
    return found


def unit(rows: Floats) -> Floats:
    """Rows of unit length; a row of zeros stays one."""
    scaled: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def _near(cosines: Floats, labels: Labels, intents: int) -> Near:
    """`cosines` [text, example], `labels` in rising order."""
    known, starts = np.unique(labels, return_index=True)
    best = np.full((len(cosines), intents), NOTHING, np.float32)
    best[:, known] = np.maximum.reduceat(cosines, starts, axis=1)
    count = min(NEIGHBOURS, cosines.shape[1])
    nearest = np.partition(cosines, -count, axis=1)[:, -count:]
    return Near(best, nearest.mean(axis=1))


def _portions(count: int) -> Iterator[slice]:
    return (slice(start, start + PORTION) for start in range(0, count, PORTION))


def _main_axes(rows: Floats) -> NDArray[np.float32]:
    """The directions in which rows differ most."""
    _, directions = np.linalg.eigh(rows.T @ rows)
    axes: Floats = directions[:, -AXES:]
    return axes
