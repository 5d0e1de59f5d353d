"""How near a message is to the nearest example of each intent."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.nlu.rasa.heads import Floats, Labels

AXES = 128  # directions in which examples are compared: the same neighbours in a third of the time
NEIGHBOURS = 5
PORTION = 512  # rows that are compared at a time
NOTHING = -1.0  # the cosine to an intent without examples


@dataclass(frozen=True)
class Near:
    """Some texts beside the examples."""

    intents: Floats  # [text, intent]: cosine to the nearest example of each intent
    places: Labels  # [text, few]: the nearest examples of all, best first, if they were wanted
    cosines: Floats  # [text, few]: to these

    @property
    def similarity(self) -> Floats:
        """The mean cosine to the nearest few; by chance it is about 0."""
        mean: Floats = self.cosines.mean(axis=1)
        return mean


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

    @cached_property
    def _starts(self) -> tuple[Labels, Labels]:
        """Which intents have examples, and where those begin."""
        return np.unique(self.labels, return_index=True)

    def near(self, rows: Floats, intents: int, few: int = 0) -> Near:
        """Compare centred rows of unit length with all examples; name the nearest `few`."""
        reduced = unit(rows @ self.axes)
        few = min(few, len(self.examples))
        parts = [self._near(reduced[part], intents, few) for part in _portions(len(rows))]
        return Near(*(np.concatenate(each) for each in zip(*parts, strict=True)))

    def _near(self, rows: Floats, intents: int, few: int) -> tuple[Floats, Labels, Floats]:
        cosines = rows @ self.examples.T
        known, starts = self._starts
        best = np.full((len(cosines), intents), NOTHING, np.float32)
        best[:, known] = np.maximum.reduceat(cosines, starts, axis=1)
        places = np.empty((len(cosines), few), np.intp)
        nearest = np.empty((len(cosines), few), cosines.dtype)
        every = np.arange(len(cosines))
        for number in range(few):  # a few looks for the best are far faster than a partition
            places[:, number] = cosines.argmax(axis=1)
            nearest[:, number] = cosines[every, places[:, number]]
            cosines[every, places[:, number]] = -np.inf
        return best, places, nearest


def unit(rows: Floats) -> Floats:
    """Rows of unit length; a row of zeros stays one."""
    scaled: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def _portions(count: int) -> Iterator[slice]:
    return (slice(start, start + PORTION) for start in range(0, count, PORTION))


def _main_axes(rows: Floats) -> Floats:
    """The directions in which rows differ most."""
    _, directions = np.linalg.eigh(rows.T @ rows)
    axes: Floats = directions[:, -AXES:]
    return axes
