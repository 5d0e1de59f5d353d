"""How near a message is to the nearest example of each intent.

Examples are compared in whole numbers, by onnxruntime, along half of all directions: that takes a
fifth of the time of floating point along a third of them, and the neighbours are nearer to the exact ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa.heads import Floats, Labels

AXES = 192  # directions in which examples are compared: the same neighbours in half the memory
NEIGHBOURS = 5
PORTION = 128  # rows that are compared at a time
NOTHING = -1.0  # the cosine to an intent without examples
# The largest number of an example: two products with a message's fit into 16 bits, which is all that
# processors without special instructions for this have. The few numbers beyond are cut off.
LARGEST = 63
BEYOND = 1e-4  # the share of those
LARGEST_OF_MESSAGE, MIDDLE = 127, 128  # a message's numbers are kept as 1 to 255
OPSET, IR_VERSION = 13, 8  # of the graph; long known to onnxruntime


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
    numbers: NDArray[np.int8]  # [direction, example]; none if they are only compared with
    scale: float  # what a one stands for
    labels: Labels
    session: Any = None  # what multiplies with the numbers, once it is made

    @classmethod
    def learn(cls, rows: Floats, labels: Labels) -> tuple["Neighbours", Labels]:
        """Remember centred rows of unit length; in which order, is told as well."""
        axes = _main_axes(rows)
        order = np.argsort(labels, kind="stable")
        reduced = unit(rows[order] @ axes)
        scale = float(np.quantile(np.abs(reduced), 1 - BEYOND)) / LARGEST
        return cls(axes, _whole(reduced, scale), scale, labels[order]), order

    def changed(self, stay: Labels, labels: Labels, rows: Floats, order: Labels) -> "Neighbours":
        """Those at the places `stay` and further rows, put into that order with their labels."""
        added = _whole(unit(rows @ self.axes), self.scale)
        numbers = np.ascontiguousarray(np.hstack([self.numbers[:, stay], added])[:, order])
        return Neighbours(self.axes, numbers, self.scale, labels[order])

    def for_comparing(self) -> "Neighbours":
        """The same without the numbers, of which the session has a copy."""
        return replace(self, numbers=self.numbers[:, :0].copy(), session=self._product)

    @cached_property
    def _product(self) -> Any:
        return self.session or _session(self.numbers)

    @cached_property
    def _starts(self) -> tuple[Labels, Labels]:
        """Which intents have examples, and where those begin."""
        return np.unique(self.labels, return_index=True)

    def near(self, rows: Floats, intents: int, few: int = 0) -> Near:
        """Compare centred rows of unit length with all examples; name the nearest `few`."""
        few = min(few, len(self.labels))
        parts = [self._near(rows[part], intents, few) for part in _portions(len(rows))]
        return Near(*(np.concatenate(each) for each in zip(*parts, strict=True)))

    def _near(self, rows: Floats, intents: int, few: int) -> tuple[Floats, Labels, Floats]:
        rows = unit(rows @ self.axes)
        scales = np.abs(rows).max(axis=1, keepdims=True) / LARGEST_OF_MESSAGE + np.float32(1e-12)
        asked = (np.rint(rows / scales) + MIDDLE).astype(np.uint8)
        (products,) = self._product.run(None, {"asked": asked})
        known, starts = self._starts
        scales = scales * np.float32(self.scale)
        best = np.full((len(rows), intents), NOTHING, np.float32)
        best[:, known] = np.maximum.reduceat(products, starts, axis=1) * scales
        places = np.empty((len(rows), few), np.intp)
        nearest = np.empty((len(rows), few), np.float32)
        every = np.arange(len(rows))
        for number in range(few):  # a few looks for the best are far faster than a partition
            places[:, number] = products.argmax(axis=1)
            nearest[:, number] = products[every, places[:, number]]
            products[every, places[:, number]] = np.iinfo(products.dtype).min
        return best, places, nearest * scales


def _whole(rows: Floats, scale: float) -> NDArray[np.int8]:
    """Rows as columns of whole numbers."""
    numbers = np.clip(np.rint(rows / np.float32(scale)), -LARGEST, LARGEST)
    return np.ascontiguousarray(numbers.T.astype(np.int8))


def _session(numbers: NDArray[np.int8]) -> Any:
    """What multiplies rows of a message's numbers with these, on one core."""
    import onnxruntime  # noqa: PLC0415 -- a model can be rewritten without
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    known = [
        numpy_helper.from_array(numbers, "numbers"),
        numpy_helper.from_array(np.array(MIDDLE, np.uint8), "middle"),
    ]
    given = [helper.make_tensor_value_info("asked", TensorProto.UINT8, [None, len(numbers)])]
    found = [helper.make_tensor_value_info("found", TensorProto.INT32, [None, numbers.shape[1]])]
    node = helper.make_node("MatMulInteger", ["asked", "numbers", "middle"], ["found"])
    graph = helper.make_graph([node], "neighbours", given, found, known)
    opsets = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    provider = ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=provider)


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
