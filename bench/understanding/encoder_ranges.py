"""Measures between which numbers the encoder's channels move: writes `encoder_ranges.npz`.

    .venv-nlu/bin/python -m bench.understanding.encoder_ranges --weights …/e5-small-q4.bin

To be done after the adapter has changed (`adapt_encoder`), before `make setup` builds the encoder. It
also says how near the graph of 8 bits comes to the one of full numbers, on other examples: the cosine
around their common mean, since that is what is compared later.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from actions.content.examples import read_examples
from bot.nlu.rasa.encoder import PREFIX, Vectors, encode_ids
from bot.nlu.rasa.encoder_adapter import read_adapter
from bot.nlu.rasa.encoder_graph import build_graph
from bot.nlu.rasa.encoder_ranges import FILE, read_ranges
from bot.nlu.rasa.encoder_weights import read_weights
from bot.nlu.rasa.forms import forms_of
from bot.nlu.rasa.learners import centred
from bot.nlu.rasa.pieces import Pieces
from bot.nlu.rasa.text import has_words

PROJECT = Path(__file__).resolve().parents[2]
ENCODER = PROJECT / ".venv-nlu" / "encoder"  # for its vocabulary
MEASURED, COMPARED = 4000, 1000
PIECES = 128
BATCH = 16


def main() -> None:
    """Measure, write, compare."""
    options = _options()
    weights, adapter = read_weights(options.weights.read_bytes()), read_adapter()
    cut = _examples()
    full = build_graph(weights, adapter, None)
    np.savez_compressed(options.out, **_ranges(full, cut[:MEASURED]))
    eight = build_graph(weights, adapter, read_ranges(options.out))
    one, other = (_vectors(graph, cut[MEASURED:]) for graph in (full, eight))
    mean = one.mean(axis=0)
    cosines = (centred(one, mean) * centred(other, mean)).sum(axis=1)
    worst = np.percentile(cosines, 1)
    print(f"{options.out}: 8 bits to full numbers {cosines.mean():.4f}, a hundredth {worst:.4f}")


def _examples() -> list[list[int]]:
    """Some of the project's, as numbers of pieces."""
    examples, _ = read_examples(PROJECT / "knowledge", PROJECT / "nlu_data")
    texts = sorted(filter(has_words, set(forms_of(examples)[0])))
    pieces = Pieces.read(ENCODER)
    chosen = random.Random(1).sample(texts, min(MEASURED + COMPARED, len(texts)))
    return [pieces.cut(PREFIX + text, PIECES) for text in chosen]


def _ranges(graph: onnx.ModelProto, cut: Sequence[list[int]]) -> dict[str, Any]:
    """The lowest and highest number of each channel of what is multiplied by a matrix."""
    opened = onnx.ModelProto()
    opened.CopyFrom(graph)
    products = [node for node in graph.graph.node if node.op_type == "MatMul"]
    names = list(dict.fromkeys(node.input[0] for node in products))
    for name in names:
        output = helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
        opened.graph.output.append(output)
    session = _session(opened)
    ends: dict[str, Any] = {}
    for ids in cut:
        numbers = np.array([ids], np.int64)
        given = {"input_ids": numbers, "attention_mask": np.ones_like(numbers)}
        for name, found in zip(names, session.run(names, given), strict=True):
            rows = found.reshape(-1, found.shape[-1])
            now = np.stack([rows.min(axis=0), -rows.max(axis=0)])
            ends[name] = np.minimum(ends.get(name, now), now)
    return {name: np.stack([low, -high]).astype(np.float16) for name, (low, high) in ends.items()}


def _vectors(graph: onnx.ModelProto, cut: Sequence[list[int]]) -> Vectors:
    session = _session(graph)
    batches = [cut[start : start + BATCH] for start in range(0, len(cut), BATCH)]
    return np.concatenate([encode_ids(session, list(batch)) for batch in batches])


def _session(graph: onnx.ModelProto) -> Any:
    providers = ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(graph.SerializeToString(), providers=providers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how far the encoder's channels reach.")
    parser.add_argument("--weights", type=Path, required=True, help="e5-small-q4.bin")
    parser.add_argument("--out", type=Path, default=FILE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
