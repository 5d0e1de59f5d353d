"""Writes the sentence encoder as an ONNX graph with 8-bit matrices, for onnxruntime."""

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.rasa.encoder_adapter import Adapter, corrected
from bot.nlu.rasa.encoder_weights import BLOCK, Floats, Weights

OPSET = 18
IR_VERSION = 9
# One bit less than there is: processors without VNNI add pairs of products in 16 bits and would
# overflow. The weights were published in 4 bits, so nothing is lost.
LARGEST = 63
MASKED = -1e9
OUTPUT = "last_hidden_state"


def build_graph(weights: Weights, adapter: Adapter) -> onnx.ModelProto:
    """The whole network: `input_ids` and `attention_mask` in, one vector a token out."""
    graph = _Graph(weights, adapter)
    graph.embed()
    graph.mask()
    for layer in range(weights.shape.layers):
        graph.attend(layer)
        graph.transform(layer)
    return graph.model()


class _Graph:
    """Nodes and numbers written so far; `self.current` names the last layer's output."""

    def __init__(self, weights: Weights, adapter: Adapter) -> None:
        self.weights, self.shape, self.adapter = weights, weights.shape, adapter
        self.nodes: list[onnx.NodeProto] = []
        self.numbers: list[onnx.TensorProto] = []
        self.current = ""
        self._constants()

    def model(self) -> onnx.ModelProto:
        sides = ["batch", "tokens"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, sides)
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info(
            OUTPUT, TensorProto.FLOAT, [*sides, self.shape.hidden]
        )
        self._node("Identity", [self.current], OUTPUT)
        graph = helper.make_graph(self.nodes, "encoder", inputs, [output], self.numbers)
        return helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
        )

    def embed(self) -> None:
        """Words stay in 4 bits until they are looked up: they are three quarters of all weights."""
        shape = self.shape
        scales, pairs = self.weights.packed("emb.word", shape.vocabulary, shape.hidden)
        self._number("word_pairs", pairs)
        self._number("word_scales", scales)
        self._node("Gather", ["word_pairs", "input_ids"], "pairs", axis=0)
        self._node("Gather", ["word_scales", "input_ids"], "half_scales", axis=0)
        self._node("BitwiseAnd", ["pairs", "fifteen"], "low")
        self._node("BitShift", ["pairs", "four"], "high", direction="RIGHT")
        self._node("Concat", ["low", "high"], "numbers", axis=3)
        self._node("Cast", ["numbers"], "numbers_f", to=TensorProto.FLOAT)
        self._node("Sub", ["numbers_f", "eight"], "centred")
        self._node("Cast", ["half_scales"], "scales", to=TensorProto.FLOAT)
        self._node("Unsqueeze", ["scales", "last_of_four"], "scales_4")
        self._node("Mul", ["centred", "scales_4"], "words_4")
        self._node("Reshape", ["words_4", "keep_two"], "words")
        self._add_positions()

    def _add_positions(self) -> None:
        shape, weights = self.shape, self.weights
        kinds = weights.floats("emb.type", shape.types, shape.hidden)
        self._number("places", weights.floats("emb.pos", shape.positions, shape.hidden) + kinds[:1])
        self._node("Shape", ["input_ids"], "sides")
        self._node("Slice", ["sides", "one", "two"], "length")
        self._node("Slice", ["places", "zero", "length", "zero"], "place_vectors")
        self._node("Add", ["words", "place_vectors"], "embedded")
        self.current = self._normalise("embedded", "emb.ln")

    def mask(self) -> None:
        """What is padding must not be looked at."""
        self._node("Cast", ["attention_mask"], "mask_f", to=TensorProto.FLOAT)
        self._node("Sub", ["one_f", "mask_f"], "padding")
        self._node("Mul", ["padding", "masked"], "penalty_2")
        self._node("Unsqueeze", ["penalty_2", "middle_of_four"], "penalty")

    def attend(self, layer: int) -> None:
        """Self-attention, and what it adds to its input."""
        at, hidden = f"l{layer}", self.shape.hidden
        names = [f"{at}.{kind}" for kind in "qkv"]
        matrix = np.concatenate([self._matrix(name, hidden, hidden) for name in names])
        bias = np.concatenate([self.weights.floats(f"{name}.b", hidden) for name in names])
        self._linear(self.current, f"{at}.qkv", matrix, bias)
        self._node("Split", [f"{at}.qkv"], *names, axis=2, num_outputs=3)
        for name, order in zip(names, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True):
            self._node("Reshape", [name, "to_heads"], f"{name}.heads")
            self._node("Transpose", [f"{name}.heads"], f"{name}.turned", perm=order)
        self._node("MatMul", [f"{at}.q.turned", f"{at}.k.turned"], f"{at}.raw")
        self._node("Mul", [f"{at}.raw", "attention_scale"], f"{at}.scaled")
        self._node("Add", [f"{at}.scaled", "penalty"], f"{at}.scores")
        self._node("Softmax", [f"{at}.scores"], f"{at}.shares", axis=-1)
        self._node("MatMul", [f"{at}.shares", f"{at}.v.turned"], f"{at}.mixed")
        self._node("Transpose", [f"{at}.mixed"], f"{at}.mixed.turned", perm=[0, 2, 1, 3])
        self._node("Reshape", [f"{at}.mixed.turned", "from_heads"], f"{at}.mixed.flat")
        self._stored_linear(f"{at}.mixed.flat", f"{at}.ao", hidden, hidden)
        self._node("Add", [self.current, f"{at}.ao"], f"{at}.attended")
        self.current = self._normalise(f"{at}.attended", f"{at}.aln")

    def transform(self, layer: int) -> None:
        """The feed-forward half of a layer, with the exact GELU."""
        at, hidden, inner = f"l{layer}", self.shape.hidden, self.shape.inner
        self._stored_linear(self.current, f"{at}.fi", inner, hidden)
        self._node("Div", [f"{at}.fi", "root_two"], f"{at}.g0")
        self._node("Erf", [f"{at}.g0"], f"{at}.g1")
        self._node("Add", [f"{at}.g1", "one_f"], f"{at}.g2")
        self._node("Mul", [f"{at}.fi", f"{at}.g2"], f"{at}.g3")
        self._node("Mul", [f"{at}.g3", "half"], f"{at}.g")
        self._stored_linear(f"{at}.g", f"{at}.fo", hidden, inner)
        self._node("Add", [self.current, f"{at}.fo"], f"{at}.transformed")
        self.current = self._normalise(f"{at}.transformed", f"{at}.oln")

    def _stored_linear(self, source: str, name: str, rows: int, columns: int) -> None:
        matrix = self._matrix(name, rows, columns)
        self._linear(source, name, matrix, self.weights.floats(f"{name}.b", rows))

    def _matrix(self, name: str, rows: int, columns: int) -> Floats:
        return corrected(self.weights.matrix(f"{name}.w", rows, columns), name, self.adapter)

    def _linear(self, source: str, name: str, matrix: Floats, bias: Floats) -> None:
        """`source · matrix + bias` in 8 bits: one scale a column, one for what comes in."""
        scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / LARGEST
        self._number(f"{name}.w8", np.rint(matrix / scales[:, None]).astype(np.int8).T)
        self._number(f"{name}.scale", scales.astype(np.float32))
        self._number(f"{name}.bias", bias)
        if not any(node.output[0] == f"{source}.8" for node in self.nodes):
            self._node(
                "DynamicQuantizeLinear", [source], f"{source}.8", f"{source}.s", f"{source}.z"
            )
        self._node("MatMulInteger", [f"{source}.8", f"{name}.w8", f"{source}.z"], f"{name}.32")
        self._node("Cast", [f"{name}.32"], f"{name}.f", to=TensorProto.FLOAT)
        self._node("Mul", [f"{source}.s", f"{name}.scale"], f"{name}.unit")
        self._node("Mul", [f"{name}.f", f"{name}.unit"], f"{name}.product")
        self._node("Add", [f"{name}.product", f"{name}.bias"], name)

    def _normalise(self, source: str, name: str) -> str:
        for part in "wb":
            self._number(f"{name}.{part}", self.weights.floats(f"{name}.{part}", self.shape.hidden))
        self._node(
            "LayerNormalization",
            [source, f"{name}.w", f"{name}.b"],
            name,
            axis=-1,
            epsilon=self.shape.epsilon,
        )
        return name

    def _constants(self) -> None:
        heads, hidden = self.shape.heads, self.shape.hidden
        whole = {
            "zero": [0], "one": [1], "two": [2], "last_of_four": [3], "middle_of_four": [1, 2],
            "keep_two": [0, 0, -1], "to_heads": [0, 0, heads, hidden // heads],
            "from_heads": [0, 0, hidden],
        }  # fmt: skip
        broken = {
            "one_f": 1.0, "eight": 8.0, "half": 0.5, "root_two": np.sqrt(2), "masked": MASKED,
            "attention_scale": 1 / np.sqrt(hidden // heads),
        }  # fmt: skip
        for name, values in whole.items():
            self._number(name, np.array(values, np.int64))
        for name, value in broken.items():
            self._number(name, np.array(value, np.float32))
        self._number("fifteen", np.array(BLOCK // 2 - 1, np.uint8))
        self._number("four", np.array(4, np.uint8))

    def _number(self, name: str, values: NDArray[Any]) -> None:
        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))

    def _node(self, operation: str, inputs: list[str], *outputs: str, **options: Any) -> None:
        self.nodes.append(helper.make_node(operation, inputs, list(outputs), **options))
