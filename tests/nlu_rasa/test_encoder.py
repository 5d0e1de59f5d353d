"""The encoder, from its weights to vectors that are kept."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto
from onnxruntime import InferenceSession

from bot.nlu.rasa.encoder import (
    EncoderMissing,
    Progress,
    Vectors,
    find_encoder,
    load_encoder,
)
from bot.nlu.rasa.encoder_adapter import FILE, corrected, read_adapter
from bot.nlu.rasa.encoder_build import SOURCE, EncoderNotBuilt, build_encoder
from bot.nlu.rasa.encoder_linear import EightBitLinear, Matrix
from bot.nlu.rasa.encoder_nodes import Nodes
from bot.nlu.rasa.encoder_ranges import Ranges, read_ranges
from bot.nlu.rasa.encoder_weights import UnreadableWeights, read_weights
from bot.nlu.rasa.pieces import BEGIN, END, UNKNOWN, Pieces
from bot.nlu.rasa.vectors import VectorFile
from bot.nlu.rasa.word_table import BLOCKS, NUMBERS, SCALE, WordTable

VOCABULARY = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0),
    ("▁", -3.0), ("▁vi", -2.0), ("sa", -2.0), ("▁visa", -3.0), ("s", -4.0),
]  # fmt: skip


def test_one_meaning_is_near_itself_in_another_language() -> None:
    apply, muraciet, weather = load_encoder().encode(
        ["How do I apply to the university?", "Universitetə necə müraciət edim?", "Nice weather"]
    )

    assert apply @ muraciet > max(apply @ weather, muraciet @ weather) + 0.02


def test_vectors_are_of_unit_length_whatever_the_text() -> None:
    rows = load_encoder().encode(["", "?", "a" * 4096, "\u202e", "سلام " * 500])

    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_a_text_has_the_same_vector_alone_and_among_others() -> None:
    texts = ["visa", "Universitetə necə müraciət edim?", "سلام " * 40]

    alone = np.concatenate([load_encoder().encode([text]) for text in texts])

    assert np.allclose(load_encoder().encode(texts), alone, atol=1e-5)


def test_the_encoder_is_loaded_once() -> None:
    assert load_encoder("multilingual-e5-small", 1) is load_encoder("multilingual-e5-small", 1)


def test_a_missing_encoder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="encoder_build"):
        find_encoder(str(tmp_path))


def test_pieces_are_the_best_cut() -> None:
    pieces = Pieces(VOCABULARY, None)

    assert pieces.cut("visa", 10) == [BEGIN, 7, END]
    assert pieces.cut("visas", 10) == [BEGIN, 7, 8, END]
    assert pieces.cut("vixa", 10)[1] == 5
    assert UNKNOWN in pieces.cut("x", 10)


def test_pieces_are_never_more_than_asked_for() -> None:
    assert len(Pieces(VOCABULARY, {}).cut("visa " * 50, 8)) == 8


def test_characters_are_replaced_first() -> None:
    assert Pieces(VOCABULARY, {ord("w"): "v"}).cut("wisa", 10) == [BEGIN, 7, END]


def test_other_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / SOURCE
    path.parent.mkdir()
    path.write_bytes(b"E5S1 something else")

    with pytest.raises(EncoderNotBuilt, match="not the file that was checked"):
        build_encoder(tmp_path, tmp_path / "out")


def test_missing_weights_say_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(EncoderNotBuilt, match=r"requirements/encoder\.txt"):
        build_encoder(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("data", [b"", b"GGUF", b"E5S1" + bytes(20)])
def test_damaged_weights_are_told_from_whole_ones(data: bytes) -> None:
    with pytest.raises(UnreadableWeights):
        read_weights(data)


def nobody(_done: int, _total: int) -> None:
    """Listens to no progress."""


class CountingEncoder:
    """Remembers what it was asked to encode."""

    digest = "one"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], _progress: Progress | None = None) -> Vectors:
        """A vector that is the text's length."""
        self.encoded += texts
        return np.array([[len(text), 1] for text in texts], np.float32)


def test_a_text_is_encoded_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    steps = []

    for _ in range(2):
        file = VectorFile(tmp_path / "vectors.sqlite", encoder)  # type: ignore[arg-type]
        rows = file.encode(["a", "bb", "a"], lambda *step: steps.append(step))

    assert encoder.encoded == ["a", "bb"]
    assert rows.tolist() == [[1, 1], [2, 1], [1, 1]]
    assert steps[-1] == (2, 2)


def test_another_encoder_has_other_vectors(tmp_path: Path) -> None:
    first, second = CountingEncoder(), CountingEncoder()
    second.digest = "two"

    for encoder in (first, second):
        VectorFile(tmp_path / "v.sqlite", encoder).encode(["a"], nobody)  # type: ignore[arg-type]

    assert second.encoded == ["a"]


def test_a_damaged_file_of_vectors_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "v.sqlite"
    path.write_bytes(b"this is no database, whatever its name says" * 50)

    rows = VectorFile(path, CountingEncoder()).encode(["a"], nobody)  # type: ignore[arg-type]

    assert rows.tolist() == [[1, 1]]


def test_the_adapter_that_is_shipped_is_small_and_corrects_the_upper_layers() -> None:
    adapter = read_adapter()

    assert FILE.stat().st_size < 2_000_000
    assert adapter["l3.q"].shape == (384, 384)
    assert adapter["l11.fi"].shape == (1536, 384)
    assert "l2.q" not in adapter


def test_ranges_are_known_of_all_that_is_multiplied_and_are_wide_enough_for_it() -> None:
    ranges = read_ranges()

    for layer in range(12):
        before = f"l{layer - 1}.oln" if layer else "emb.ln"
        for name, width in ((before, 384), (f"l{layer}.mixed", 384), (f"l{layer}.aln", 384)):
            assert ranges[name].shape == (2, width)
        lowest, highest = ranges[f"l{layer}.g"]
        assert lowest.shape == (1536,)
        assert (lowest >= -0.2).all(), "a GELU is never lower"
        assert (highest >= lowest).all()


def test_words_are_read_from_their_file_as_they_were_written(tmp_path: Path) -> None:
    table = np.random.default_rng(1).integers(0, 256, (7, BLOCKS, SCALE + NUMBERS), np.uint8)
    (tmp_path / "words.bin").write_bytes(table.tobytes())

    found = WordTable(tmp_path / "words.bin").looked_up(np.array([[5, 2], [5, 6]]))

    assert found["input_ids"].tolist() == [[1, 0], [1, 2]]
    assert (found["word_pairs"] == table[[2, 5, 6], :, SCALE:]).all()
    assert found["word_scales"].tobytes() == table[[2, 5, 6], :, :SCALE].tobytes()


@pytest.mark.parametrize("linear", ["plain", "levelled", "cut"])
def test_eight_bits_say_nearly_the_same_as_full_numbers(linear: str) -> None:
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(1, 50, 64)).astype(np.float32)
    rows[..., :2] *= [30, 0.01]  # one channel reaches far, one hardly moves
    if linear == "cut":
        rows = np.maximum(rows, -0.17)
    matrix = Matrix("m", chance.normal(size=(16, 64)).astype(np.float32), np.ones(16, np.float32))
    ranges = {"x": np.stack([rows.min(axis=(0, 1)), rows.max(axis=(0, 1))])}
    exact = rows @ matrix.rows.T + 1

    found = _multiplied(rows, matrix, ranges, linear)

    error = np.abs(found - exact).mean() / np.abs(exact).mean()
    assert error < (0.1 if linear == "plain" else 0.02)


def _multiplied(rows: Vectors, matrix: Matrix, ranges: Ranges, way: str) -> Vectors:
    """What onnxruntime makes of it."""
    nodes = Nodes()
    multiply = getattr(EightBitLinear(nodes, ranges), way)
    multiply("x", [matrix] if way == "levelled" else matrix)
    graph = nodes.model({"x": (TensorProto.FLOAT, list(rows.shape))}, "m", 16)
    (found,) = InferenceSession(graph.SerializeToString()).run(["m"], {"x": rows})
    return found


def test_a_correction_is_added_to_the_matrix_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "adapter.npz"
    narrow, wide = np.array([[1.0, 2.0]], np.float16), np.array([[3.0], [4.0]], np.float16)
    np.savez(path, **{"l0.q.in": narrow, "l0.q.out": wide})
    own = np.ones((2, 2), np.float32)

    assert corrected(own, "l0.q", read_adapter(path)).tolist() == [[4, 7], [5, 9]]
    assert corrected(own, "l0.k", read_adapter(path)) is own
    assert read_adapter(tmp_path / "nowhere.npz") == {}
