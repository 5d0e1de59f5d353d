"""The vectors of the examples that we ship: `python -m bot.nlu.rasa.shipped_vectors` writes them.

They are the same for everybody, and encoding is most of a first training: whoever gets them with the
project starts in a third of the time. Each number is kept in four bits, which moves a vector as far as
the encoder's own eight bits do (a cosine of 0.995 around the common mean). What has no vector here is
encoded as ever, so this file can be incomplete, or of no use, but not another encoder's: texts are
found by their digests, and only if the encoder was made of the same data.
"""

import argparse
import hashlib
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from actions.content.examples import read_examples
from bot.nlu.rasa.encoder import DEFAULT, Encoder, EncoderMissing, Vectors, load_encoder
from bot.nlu.rasa.forms import forms_of
from bot.nlu.rasa.places import options_for
from bot.nlu.rasa.text import has_words

log = logging.getLogger(__name__)

FILE = Path(__file__).with_name("example_vectors.npz")
LEVELS = 16  # numbers that four bits can tell apart
# Until the levels lie where the numbers are (Lloyd, “Least Squares Quantization”, 1982).
ROUNDS = 40
SAMPLE = 97  # one number in so many is enough for that
KEY = np.dtype("<u8")

Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class ShippedVectors:
    """Vectors in four bits a number, by the digests of texts."""

    origin: str  # of the encoder
    keys: Keys  # ascending
    centre: Vectors  # [column]
    spread: Vectors  # [column]
    levels: Vectors  # of a number, in spreads from the centre
    codes: NDArray[np.uint8]  # [text, half a column]: two levels in a byte

    @classmethod
    def pack(cls, origin: str, texts: Sequence[str], rows: Vectors) -> "ShippedVectors":
        """Keep these rows, one a text."""
        keys, first = np.unique(_keys(texts), return_index=True)
        rows = rows[first]
        centre, spread = rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-9)
        numbers = (rows - centre) / spread
        levels = _levels(numbers.ravel()[::SAMPLE])
        codes = np.searchsorted(_borders(levels), numbers).astype(np.uint8)
        return cls(origin, keys, centre, spread, levels, codes[:, ::2] << 4 | codes[:, 1::2])

    def find(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those texts that have one."""
        if not len(self.keys) or not texts:
            return {}
        wanted = _keys(texts)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = np.flatnonzero(self.keys[places] == wanted)
        codes = self.codes[places[found]]
        halves = np.stack([codes >> 4, codes & (LEVELS - 1)], axis=2).reshape(
            len(codes), 2 * codes.shape[1]
        )
        rows = self.levels[halves] * self.spread + self.centre
        return {texts[place]: row for place, row in zip(found, rows, strict=True)}

    def save(self, path: Path) -> None:
        """Write everything; what was there is replaced only by a whole file."""
        draft = path.with_name(f".{path.name}.npz")
        np.savez_compressed(draft, origin=self.origin, keys=self.keys, centre=self.centre,
                            spread=self.spread, levels=self.levels, codes=self.codes)  # fmt: skip
        draft.replace(path)

    @classmethod
    def read(cls, path: Path) -> "ShippedVectors":
        """As they were saved."""
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        return cls(origin=str(arrays.pop("origin")), **arrays)


def shipped_for(encoder: Encoder, path: Path = FILE) -> ShippedVectors | None:
    """What is shipped, if it is there, whole, and of this encoder."""
    if encoder.origin is None or not path.is_file():
        return None
    try:
        shipped = ShippedVectors.read(path)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        log.warning("%s can't be read, so all examples are encoded anew: %s", path, error)
        return None
    return shipped if shipped.origin == encoder.origin else None


def main() -> int:
    """Encode every example of the project anew, and keep the vectors."""
    options = _options()
    try:
        encoder = load_encoder(options.encoder)
    except EncoderMissing as error:
        print(error, file=sys.stderr)
        return 1
    if encoder.origin is None:
        print("vectors are shipped for the project's own encoder only", file=sys.stderr)
        return 1
    examples, _ = read_examples(options.knowledge, options.nlu_data)
    texts = sorted(set(filter(has_words, forms_of(examples)[0])))
    rows = encoder.encode(texts, _say)
    ShippedVectors.pack(encoder.origin, texts, rows).save(options.out)
    print(f"{options.out}: {len(texts)} vectors, {options.out.stat().st_size / 1e6:.1f} MB")
    return 0


def _keys(texts: Sequence[str]) -> Keys:
    digests = b"".join(
        hashlib.sha256(text.encode("utf-8", "replace")).digest()[: KEY.itemsize] for text in texts
    )
    return np.frombuffer(digests, KEY).astype(np.uint64)


def _levels(numbers: Vectors) -> Vectors:
    """Where levels must lie so that numbers are moved as little as possible."""
    levels = np.quantile(numbers, (np.arange(LEVELS) + 0.5) / LEVELS)
    for _ in range(ROUNDS):
        nearest = np.searchsorted(_borders(levels), numbers)
        counts = np.bincount(nearest, minlength=LEVELS)
        sums = np.bincount(nearest, numbers, LEVELS)
        levels = np.where(counts > 0, sums / np.maximum(counts, 1), levels)
    return levels.astype(np.float32)


def _borders(levels: NDArray[np.floating]) -> NDArray[np.floating]:
    return (levels[1:] + levels[:-1]) / 2


def _say(done: int, total: int) -> None:
    print(f"\r{done} of {total}", end="\n" if done == total else "", flush=True)


def _options() -> argparse.Namespace:
    parser = options_for("Keep the vectors of the examples that we ship.", DEFAULT)
    parser.add_argument("--out", type=Path, default=FILE)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
