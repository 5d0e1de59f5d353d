"""A graph for onnxruntime while it is being written: its nodes and its numbers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Input = tuple[int, list[str | int]]  # kind of numbers, length of each side
SIDES: list[str | int] = ["batch", "tokens"]
OPSET, ONNXRUNTIME = 18, "com.microsoft"  # the second names what onnxruntime adds to ONNX
IR_VERSION = 9


class Nodes:
    """Nodes in the order in which they are computed, and constant numbers."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._numbers: list[onnx.TensorProto] = []

    def number(self, name: str, values: NDArray[Any]) -> str:
        """Keep numbers under a name, which is returned."""
        self._numbers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operation: str, inputs: list[str], *outputs: str, **options: Any) -> None:
        """An operation of ONNX."""
        self._nodes.append(helper.make_node(operation, inputs, list(outputs), **options))

    def fused(self, operation: str, inputs: list[str], output: str, **options: Any) -> None:
        """An operation of onnxruntime's own, which does the work of several."""
        self.node(operation, inputs, output, domain=ONNXRUNTIME, **options)

    def model(self, inputs: Mapping[str, Input], output: str, width: int) -> onnx.ModelProto:
        """The whole graph; vectors [batch, tokens, width] come out."""
        given = [helper.make_tensor_value_info(name, *each) for name, each in inputs.items()]
        found = helper.make_tensor_value_info(output, TensorProto.FLOAT, [*SIDES, width])
        graph = helper.make_graph(self._nodes, "encoder", given, [found], self._numbers)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(ONNXRUNTIME, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
