"""The vectors that come with the project: those of its examples, as the encoder makes them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from actions.content.examples import read_examples
from bot.nlu.rasa.encoder import Progress, Vectors, load_encoder
from bot.nlu.rasa.forms import forms_of
from bot.nlu.rasa.learners import centred
from bot.nlu.rasa.shipped_vectors import ShippedVectors, shipped_for
from bot.nlu.rasa.text import has_words
from bot.nlu.rasa.vectors import VectorFile

PROJECT = Path(__file__).parents[2]
TEXTS = [f"question {number}" for number in range(200)]
ROWS = np.random.default_rng(0).normal(size=(200, 384)).astype(np.float32)
MOST_NEW = 0.05  # of the examples: `make vectors` is due
SOME = 97


class Silent:
    """An encoder that must not be needed."""

    digest, origin = "one", "ours"

    def encode(self, texts: Sequence[str], _progress: Progress | None = None) -> Vectors:
        raise AssertionError(texts)


def nobody(_done: int, _total: int) -> None:
    """Listens to no progress."""


def test_four_bits_a_number_keep_a_vectors_direction(tmp_path: Path) -> None:
    ShippedVectors.pack("ours", TEXTS, ROWS).save(tmp_path / "v.npz")

    found = ShippedVectors.read(tmp_path / "v.npz").find(["never seen", *TEXTS])

    assert set(found) == set(TEXTS)
    assert cosines(np.array([found[text] for text in TEXTS]), ROWS).min() > 0.98


def test_what_is_shipped_is_not_encoded(tmp_path: Path) -> None:
    file = VectorFile(
        tmp_path / "v.sqlite", Silent(), ShippedVectors.pack("ours", TEXTS, ROWS)  # type: ignore[arg-type]
    )  # fmt: skip

    assert file.count_missing([*TEXTS, "new"]) == 1
    assert len(file.encode(TEXTS, nobody)) == len(TEXTS)


@pytest.mark.parametrize(("origin", "used"), [("ours", True), ("another", False)])
def test_only_the_vectors_of_the_same_encoder_are_used(
    tmp_path: Path, origin: str, *, used: bool
) -> None:
    ShippedVectors.pack(origin, TEXTS, ROWS).save(tmp_path / "v.npz")

    found = shipped_for(Silent(), tmp_path / "v.npz")  # type: ignore[arg-type]

    assert (found is not None) is used


def test_nothing_shipped_is_no_fault(tmp_path: Path) -> None:
    assert shipped_for(Silent(), tmp_path / "v.npz") is None  # type: ignore[arg-type]
    assert ShippedVectors.pack("ours", TEXTS, ROWS).find([]) == {}
    assert ShippedVectors.pack("ours", TEXTS, ROWS).find(["never seen"]) == {}


@pytest.mark.parametrize("content", [b"", b"PK", b"version https://git-lfs.github.com/spec/v1\n"])
def test_a_damaged_file_costs_time_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.npz").write_bytes(content)

    assert shipped_for(Silent(), tmp_path / "v.npz") is None  # type: ignore[arg-type]


def test_our_examples_are_shipped_as_our_encoder_makes_them() -> None:
    encoder = load_encoder()
    shipped = shipped_for(encoder)
    examples, _ = read_examples(PROJECT / "knowledge", PROJECT / "nlu_data")
    texts = sorted(set(filter(has_words, forms_of(examples)[0])))

    assert shipped is not None, "the encoder has changed: run `make vectors`"
    found = shipped.find(texts)
    assert len(found) > len(texts) * (1 - MOST_NEW), "many examples are new: run `make vectors`"
    some = [text for text in texts[::SOME] if text in found][:256]
    exact = encoder.encode(some)
    mean = exact.mean(axis=0)
    kept = np.array([found[text] for text in some])
    assert (centred(kept, mean) * centred(exact, mean)).sum(axis=1).mean() > 0.98


def cosines(one: Vectors, other: Vectors) -> Vectors:
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return (one * other).sum(axis=1) / lengths
