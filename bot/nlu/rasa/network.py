"""Softmax regression on a text's vector and on a layer of rectified units above it.

The units learn what no straight border tells apart. Two fifths of what they say are left out by
chance at every step, so that they don't learn examples by heart (“dropout”: Srivastava and others,
2014); steps are those of AdamW (Loshchilov and Hutter, 2019), first larger and larger, then smaller.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa.heads import Floats, Labels, softmax

UNITS = 768  # with a third more or less, the same within chance
LEFT_OUT, UNITS_LEFT_OUT = 0.1, 0.4  # shares of the vector, and of the units, at each step
ROUNDS = 6  # through all examples
FEWEST_STEPS = 300  # for a few examples, more rounds
PORTION = 256  # examples a step
RATE, WARM = 3e-3, 0.3  # the largest step, and the share of steps until it is reached
DECAY = 0.05  # of the weights
FADING, FADING_SQUARES, TINY = 0.9, 0.999, 1e-8  # AdamW's usual ones
LEAST = 1e-9  # keeps the logarithm of a share finite
HIDDEN, OUTPUT = "hidden", "dense"


@dataclass(frozen=True)
class Network:
    """Both layers; the last row of each is added always."""

    hidden: Floats  # [column, unit]
    output: Floats  # [column or unit, class]

    @classmethod
    def learn(cls, rows: Floats, labels: Labels, classes: int) -> "Network":
        """Learn from rows of unit length."""
        chance = np.random.default_rng(0)  # the same steps at every training
        width = rows.shape[1]
        network = cls(_start(chance, width, UNITS), _start(chance, width + UNITS, classes))
        layers = (Layer(network.hidden), Layer(network.output))
        for size, some in _portions(len(rows), chance):
            for layer, slope in zip(
                layers, network.slopes(rows[some], labels[some], chance), strict=True
            ):
                layer.step(slope, size)
        return network

    def slopes(
        self, rows: Floats, labels: Labels, chance: np.random.Generator | None = None
    ) -> tuple[Floats, Floats]:
        """How the loss of some examples changes with each weight; by `chance`, some is left out."""
        width = rows.shape[1]
        given = _with_one(_scaled(rows) * _kept(chance, rows.shape, LEFT_OUT))
        lit = np.maximum(given @ self.hidden, 0)
        left = _kept(chance, lit.shape, UNITS_LEFT_OUT)
        seen = np.hstack([given[:, :width], lit * left, given[:, width:]])
        wrong = softmax(seen @ self.output)
        wrong[np.arange(len(labels)), labels] -= 1
        wrong /= len(labels)
        back = wrong @ self.output[width:-1].T
        back *= left
        back *= lit > 0
        return given.T @ back, seen.T @ wrong

    def scores(self, rows: Floats) -> Floats:
        """[text, class]: logarithms of shares."""
        given = _with_one(_scaled(rows))
        lit = np.maximum(given @ self.hidden, 0)
        seen = np.hstack([given[:, :-1], lit, given[:, -1:]])
        shares = softmax(seen @ self.output)
        logarithms: Floats = np.log(shares + LEAST)
        return logarithms

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All numbers to keep."""
        return {HIDDEN: self.hidden.astype(np.float16), OUTPUT: self.output.astype(np.float16)}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Network":
        """As they were kept."""
        return cls(arrays[HIDDEN].astype(np.float32), arrays[OUTPUT].astype(np.float32))


@dataclass
class Layer:
    """Weights that are learned in place, with the steps taken so far."""

    weights: Floats
    mean: Floats = field(init=False)
    squares: Floats = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        self.mean, self.squares = np.zeros_like(self.weights), np.zeros_like(self.weights)

    def step(self, slope: Floats, size: float) -> None:
        """Move the weights against their slope, which is used up."""
        self.steps += 1
        self.mean += (1 - FADING) * (slope - self.mean)
        np.square(slope, out=slope)
        self.squares += (1 - FADING_SQUARES) * (slope - self.squares)
        np.sqrt(self.squares, out=slope)
        slope *= 1 / np.sqrt(1 - FADING_SQUARES**self.steps)
        slope += TINY
        np.divide(self.mean, slope, out=slope)
        slope *= size / (1 - FADING**self.steps)
        self.weights *= 1 - size * DECAY
        self.weights -= slope


def _start(chance: np.random.Generator, width: int, count: int) -> Floats:
    """Small weights by chance, and none for the row that is added always."""
    weights = (2 * chance.random((width + 1, count), np.float32) - 1) / np.float32(np.sqrt(width))
    weights[-1] = 0
    return weights


def _portions(count: int, chance: np.random.Generator) -> Iterator[tuple[float, Labels]]:
    """How large the next step is, and which examples it is taken for."""
    portions = -(-count // PORTION)
    if not portions:
        return
    rounds = max(ROUNDS, -(-FEWEST_STEPS // portions))
    done, steps = 0, rounds * portions
    for _ in range(rounds):
        order = chance.permutation(count)
        for start in range(0, count, PORTION):
            yield step_size((done + 1) / steps), order[start : start + PORTION]
            done += 1


def step_size(done: float, largest: float = RATE) -> float:
    """Of a step, after this share of all steps: it rises evenly, then falls like a cosine."""
    if done < WARM:
        return largest * done / WARM
    return float(largest / 2 * (1 + np.cos(np.pi * (done - WARM) / (1 - WARM))))


def _kept(
    chance: np.random.Generator | None, shape: tuple[int, ...], left_out: float
) -> Floats | np.float32:
    """Noughts for what is left out; the rest counts for it."""
    if chance is None:
        return np.float32(1)
    kept = chance.integers(0, 256, shape, np.uint8) >= round(256 * left_out)
    return kept * np.float32(1 / (1 - left_out))


def _scaled(rows: Floats) -> Floats:
    """Rows of unit length as rows whose numbers are about one."""
    return rows * np.float32(np.sqrt(rows.shape[1]))


def _with_one(rows: Floats) -> Floats:
    return np.hstack([rows, np.ones((len(rows), 1), rows.dtype)])
