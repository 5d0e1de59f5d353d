"""The encoder's words in a file of their own, of which only those that are looked up are read.

They are two thirds of all its numbers, and a message needs a few of them. As a part of the graph
they take 50 MB of memory for good; mapped into memory nearly as much, since the system maps what
surrounds them, too.
"""

import os
import weakref
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = "words.bin"
SCALES_INPUT, PAIRS_INPUT = "word_scales", "word_pairs"  # what the graph calls them
# As the published weights have it: scale and numbers of one block after the other, word by word.
BLOCKS = 12  # of a word, of 32 numbers each
SCALE, NUMBERS = 2, 16  # bytes of a block: two numbers of 4 bits a byte
SIZE = BLOCKS * (SCALE + NUMBERS)

Scales = NDArray[np.float16]  # [word, block]
Pairs = NDArray[np.uint8]  # [word, block, 16]


class WordTable:
    """Looks words up by their number."""

    def __init__(self, path: Path) -> None:
        """Open it for as long as this is needed; raises `OSError`."""
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def looked_up(self, ids: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
        """What a graph without words is given: words that occur, and their places among these."""
        numbers, places = np.unique(ids, return_inverse=True)
        scales, pairs = self.rows(numbers)
        return {
            "input_ids": places.reshape(ids.shape).astype(np.int64),
            SCALES_INPUT: scales,
            PAIRS_INPUT: pairs,
        }

    def rows(self, numbers: NDArray[np.int64]) -> tuple[Scales, Pairs]:
        """Scales and numbers of some words, in their order."""
        raw = b"".join(os.pread(self._file, SIZE, number * SIZE) for number in numbers.tolist())
        return unpacked(np.frombuffer(raw, np.uint8).reshape(-1, BLOCKS, SCALE + NUMBERS))


def unpacked(blocks: NDArray[np.uint8]) -> tuple[Scales, Pairs]:
    """Scales and numbers of blocks [word, block, byte]."""
    return blocks[:, :, :SCALE].copy().view(np.float16)[:, :, 0], blocks[:, :, SCALE:].copy()
