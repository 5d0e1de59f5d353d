"""Writes the sentence encoder as an ONNX graph for onnxruntime."""

import numpy as np
import onnx
from onnx import TensorProto

from bot.nlu.rasa.encoder_adapter import Adapter, corrected
from bot.nlu.rasa.encoder_linear import EightBitLinear, FullLinear, Linear, Matrix
from bot.nlu.rasa.encoder_nodes import SIDES, Input, Nodes
from bot.nlu.rasa.encoder_ranges import Ranges
from bot.nlu.rasa.encoder_weights import BLOCK, WORDS, Weights
from bot.nlu.rasa.word_table import PAIRS_INPUT as PAIRS
from bot.nlu.rasa.word_table import SCALES_INPUT as SCALES

INPUTS = {name: (int(TensorProto.INT64), SIDES) for name in ("input_ids", "attention_mask")}
OUTPUT = "last_hidden_state"


def build_graph(
    weights: Weights, adapter: Adapter, ranges: Ranges | None, *, words_apart: bool = False
) -> onnx.ModelProto:
    """The whole network: `input_ids` and `attention_mask` in, one vector a token out.

    Its matrices are of 8 bits, as fits `ranges`; without those, of full numbers. With `words_apart`
    it wants the words' own numbers as well, of those that are used alone: `input_ids` are then
    places among these.
    """
    nodes = Nodes()
    linear = FullLinear(nodes) if ranges is None else EightBitLinear(nodes, ranges)
    graph = _Graph(nodes, linear, weights, adapter)
    words = graph.words_apart() if words_apart else graph.words_inside()
    graph.embed()
    for layer in range(weights.shape.layers):
        graph.attend(layer)
        graph.transform(layer)
    graph.end()
    return nodes.model({**INPUTS, **words}, OUTPUT, weights.shape.hidden)


class _Graph:
    """The layers one upon the other; `self._current` names the last one's output."""

    def __init__(self, nodes: Nodes, linear: Linear, weights: Weights, adapter: Adapter) -> None:
        self._nodes, self._linear = nodes, linear
        self._weights, self._shape, self._adapter = weights, weights.shape, adapter
        self._current = ""

    def words_inside(self) -> dict[str, Input]:
        """Words are a part of the graph."""
        shape = self._shape
        scales, pairs = self._weights.packed(WORDS, shape.vocabulary, shape.hidden)
        self._nodes.number(SCALES, scales)
        self._nodes.number(PAIRS, pairs)
        return {}

    def words_apart(self) -> dict[str, Input]:
        """Words are given, as many as are used."""
        sides: list[str | int] = ["words", self._shape.hidden // BLOCK]
        return {
            SCALES: (TensorProto.FLOAT16, sides),
            PAIRS: (TensorProto.UINT8, [*sides, BLOCK // 2]),
        }

    def embed(self) -> None:
        """Words stay in 4 bits until they are looked up: they are three quarters of all weights."""
        add = self._nodes
        self._constants()
        add.node("Gather", [PAIRS, "input_ids"], "pairs", axis=0)
        add.node("Gather", [SCALES, "input_ids"], "half_scales", axis=0)
        add.node("BitwiseAnd", ["pairs", "fifteen"], "low")
        add.node("BitShift", ["pairs", "four"], "high", direction="RIGHT")
        add.node("Concat", ["low", "high"], "numbers", axis=3)
        add.node("Cast", ["numbers"], "numbers_f", to=TensorProto.FLOAT)
        add.node("Sub", ["numbers_f", "eight"], "centred")
        add.node("Cast", ["half_scales"], "scales", to=TensorProto.FLOAT)
        add.node("Unsqueeze", ["scales", "last_of_four"], "scales_4")
        add.node("Mul", ["centred", "scales_4"], "words_4")
        add.node("Reshape", ["words_4", "keep_two"], "words")
        self._add_positions()
        add.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)

    def _add_positions(self) -> None:
        shape, weights, add = self._shape, self._weights, self._nodes
        kinds = weights.floats("emb.type", shape.types, shape.hidden)
        add.number("places", weights.floats("emb.pos", shape.positions, shape.hidden) + kinds[:1])
        add.node("Shape", ["input_ids"], "sides")
        add.node("Slice", ["sides", "one", "two"], "length")
        add.node("Slice", ["places", "zero", "length", "zero"], "place_vectors")
        add.node("Add", ["words", "place_vectors"], "embedded")
        inputs, self._current = ["embedded", *self._norm("emb.ln")], "emb.ln"
        add.node("LayerNormalization", inputs, "emb.ln", axis=-1, epsilon=shape.epsilon)

    def attend(self, layer: int) -> None:
        """Self-attention, and what it adds to its input. What is padding is not looked at."""
        at, hidden, heads = f"l{layer}", self._shape.hidden, self._shape.heads
        names = [f"{at}.{kind}" for kind in "qkv"]
        matrices = [self._matrix(name, hidden, hidden) for name in names]
        self._linear.levelled(self._current, matrices)
        inputs, mixed = [*names, "", "mask"], f"{at}.mixed"
        self._nodes.fused("MultiHeadAttention", inputs, mixed, num_heads=heads)
        self._linear.plain(mixed, self._matrix(f"{at}.ao", hidden, hidden))
        self._add_and_normalise(f"{at}.ao", f"{at}.aln")

    def transform(self, layer: int) -> None:
        """The feed-forward half of a layer, with the GELU by its tanh, which is exact enough."""
        at, hidden, inner = f"l{layer}", self._shape.hidden, self._shape.inner
        self._linear.levelled(self._current, [self._matrix(f"{at}.fi", inner, hidden)])
        self._nodes.fused("FastGelu", [f"{at}.fi"], f"{at}.g")
        self._linear.cut(f"{at}.g", self._matrix(f"{at}.fo", hidden, inner))
        self._add_and_normalise(f"{at}.fo", f"{at}.oln")

    def end(self) -> None:
        """The last layer's output is the network's."""
        self._nodes.node("Identity", [self._current], OUTPUT)

    def _matrix(self, name: str, rows: int, columns: int) -> Matrix:
        own = self._weights.matrix(f"{name}.w", rows, columns)
        bias = self._weights.floats(f"{name}.b", rows)
        return Matrix(name, corrected(own, name, self._adapter), bias)

    def _add_and_normalise(self, more: str, name: str) -> None:
        inputs = [self._current, more, *self._norm(name)]
        self._nodes.fused("SkipLayerNormalization", inputs, name, epsilon=self._shape.epsilon)
        self._current = name

    def _norm(self, name: str) -> list[str]:
        """What a normalisation multiplies by and adds."""
        parts = [f"{name}.w", f"{name}.b"]
        return [
            self._nodes.number(part, self._weights.floats(part, self._shape.hidden))
            for part in parts
        ]

    def _constants(self) -> None:
        whole = {"zero": [0], "one": [1], "two": [2], "last_of_four": [3], "keep_two": [0, 0, -1]}
        for name, values in whole.items():
            self._nodes.number(name, np.array(values, np.int64))
        self._nodes.number("eight", np.array(8, np.float32))
        self._nodes.number("fifteen", np.array(BLOCK // 2 - 1, np.uint8))
        self._nodes.number("four", np.array(4, np.uint8))
