"""`input · matrix + bias`, in full numbers or in 8 bits, as nodes of the encoder's graph.

One scale for all channels would leave most of them hardly any of the 256 steps, since a few reach ten
times as far as the others. Two things are done about that, both before anything is rounded:

* where the input goes to matrices only, channels are levelled: what is far is divided, and its column
  of the matrix multiplied by as much (SmoothQuant, arXiv 2211.10438);
* where it comes out of the GELU, the farthest channels are cut off, and what was cut off is multiplied
  in full numbers (as LLM.int8 does, arXiv 2208.07339).

Scales are fixed beforehand, so that a text has the same vector alone and among others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bot.nlu.rasa.encoder_nodes import Nodes
from bot.nlu.rasa.encoder_ranges import Ranges
from bot.nlu.rasa.encoder_weights import Floats

# One bit less than there is: processors without VNNI add pairs of products in 16 bits and would
# overflow.
LARGEST = 63
STEPS = 255
FARTHEST = 4  # channels that are cut off; eight of them gain nothing more


@dataclass(frozen=True)
class Matrix:
    """One of the encoder's: `rows` [out, in] and what is added [out]."""

    name: str
    rows: Floats
    bias: Floats


class Linear(Protocol):
    """How inputs are multiplied; outputs have the names of the matrices."""

    def plain(self, source: str, matrix: Matrix) -> None:
        """An input whose channels reach about as far as one another."""

    def levelled(self, source: str, matrices: Sequence[Matrix]) -> None:
        """One whose channels differ, for several matrices."""

    def cut(self, source: str, matrix: Matrix) -> None:
        """One of which a few channels reach much farther than all others."""


class FullLinear:
    """In full numbers: slow, to measure what 8 bits lose."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def plain(self, source: str, matrix: Matrix) -> None:
        """A product and a sum."""
        name = matrix.name
        weights = self._nodes.number(f"{name}.w", matrix.rows.T)
        bias = self._nodes.number(f"{name}.b", matrix.bias)
        self._nodes.node("MatMul", [source, weights], f"{name}.product")
        self._nodes.node("Add", [f"{name}.product", bias], name)

    def levelled(self, source: str, matrices: Sequence[Matrix]) -> None:
        """No need here."""
        for matrix in matrices:
            self.plain(source, matrix)

    def cut(self, source: str, matrix: Matrix) -> None:
        """No need here."""
        self.plain(source, matrix)


class EightBitLinear:
    """Whole numbers of 8 bits: one scale for what comes in, one for each output of a matrix."""

    def __init__(self, nodes: Nodes, ranges: Ranges) -> None:
        self._nodes, self._ranges = nodes, ranges

    def plain(self, source: str, matrix: Matrix) -> None:
        """Rounded as it is."""
        lowest, highest = self._ranges[source]
        self._round(source, lowest.min(), highest.max())
        self._multiply(source, matrix.rows, matrix, matrix.name)

    def levelled(self, source: str, matrices: Sequence[Matrix]) -> None:
        """Divided by what evens out how far inputs and matrices reach, channel by channel."""
        lowest, highest = self._ranges[source]
        reach = np.maximum(np.abs(lowest), np.abs(highest))
        heaviest = np.max([np.abs(matrix.rows).max(axis=0) for matrix in matrices], axis=0)
        divisor = np.sqrt(np.maximum(reach, 1e-6) / np.maximum(heaviest, 1e-6))
        divisor /= np.exp(np.log(divisor).mean())
        level = f"{source}.level"
        share = self._nodes.number(f"{source}.share", (1 / divisor).astype(np.float32))
        self._nodes.node("Mul", [source, share], level)
        self._round(level, (lowest / divisor).min(), (highest / divisor).max())
        for matrix in matrices:
            self._multiply(level, matrix.rows * divisor, matrix, matrix.name)

    def cut(self, source: str, matrix: Matrix) -> None:
        """What is beyond the range of most channels is multiplied apart, and added."""
        lowest, highest = self._ranges[source]
        far = np.argsort(-highest)[:FARTHEST]
        end = self._round(source, lowest.min(), np.delete(highest, far).max())
        name, add = matrix.name, self._nodes
        channels = add.number(f"{name}.far", far.astype(np.int64))
        limit = add.number(f"{name}.end", np.array(end, np.float32))
        weights = add.number(f"{name}.far.w", matrix.rows[:, far].T.astype(np.float32))
        self._multiply(source, matrix.rows, matrix, f"{name}.near")
        add.node("Gather", [source, channels], f"{name}.far.all", axis=2)
        add.node("Sub", [f"{name}.far.all", limit], f"{name}.far.more")
        add.node("Relu", [f"{name}.far.more"], f"{name}.far.beyond")
        add.node("MatMul", [f"{name}.far.beyond", weights], f"{name}.far.product")
        add.node("Add", [f"{name}.near", f"{name}.far.product"], name)

    def _round(self, source: str, lowest: np.float32, highest: np.float32) -> float:
        """`source` in 8 bits; returned is the highest number that these can say."""
        step = float(highest - lowest) / STEPS
        zero = round(-float(lowest) / step)
        self._nodes.number(f"{source}.step", np.array(step, np.float32))
        self._nodes.number(f"{source}.zero", np.array(zero, np.uint8))
        self._nodes.node("QuantizeLinear", _rounded(source, ""), f"{source}.8")
        return (STEPS - zero) * step

    def _multiply(self, source: str, rows: Floats, matrix: Matrix, output: str) -> None:
        steps = np.maximum(np.abs(rows).max(axis=1), 1e-12) / LARGEST
        name, number = matrix.name, self._nodes.number
        weights = number(f"{name}.w8", np.rint(rows / steps[:, None]).astype(np.int8).T)
        scales = number(f"{name}.steps", steps.astype(np.float32))
        bias = number(f"{name}.b", matrix.bias)
        whole, step, zero = _rounded(source, ".8")
        inputs = [whole, weights, step, scales, zero, "", bias]
        self._nodes.fused("MatMulIntegerToFloat", inputs, output)


def _rounded(source: str, ending: str) -> list[str]:
    return [f"{source}{ending}", f"{source}.step", f"{source}.zero"]
