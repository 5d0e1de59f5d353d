"""Reads the encoder's published weights as plain data: not a line of their package is run."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa.word_table import NUMBERS, SCALE, unpacked

MAGIC = b"E5S1"
BLOCK = 32  # numbers that share one scale in the file's 4-bit matrices
WORDS = "emb.word"  # the tensor of the words
PACKED_BLOCK = SCALE + NUMBERS  # bytes: a half-precision scale, then two numbers a byte

Floats = NDArray[np.float32]


class UnreadableWeights(Exception):
    """The file is not one that we know how to read."""


@dataclass(frozen=True)
class Shape:
    """How large the network is."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """What the tokenizer needs: pieces with scores, and what replaces characters first."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    replacements: dict[int, str]
    unknown: int


@dataclass(frozen=True)
class Weights:
    """All of the file: shape, vocabulary, and the tensors by name."""

    shape: Shape
    vocabulary: Vocabulary
    data: bytes
    offsets: dict[str, int]

    def floats(self, name: str, *shape: int) -> Floats:
        """A tensor that is stored as it is."""
        count = int(np.prod(shape))
        return np.frombuffer(self.data, np.float32, count, self._at(name)).reshape(shape)

    def packed(
        self, name: str, rows: int, columns: int
    ) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """A 4-bit matrix as it is stored: scales [row, block] and number pairs [row, block, 16]."""
        raw = self.packed_bytes(name, rows, columns)
        return unpacked(raw.reshape(rows, columns // BLOCK, PACKED_BLOCK))

    def packed_bytes(self, name: str, rows: int, columns: int) -> NDArray[np.uint8]:
        """The same without telling scales from numbers, one row behind the other."""
        count = rows * (columns // BLOCK) * PACKED_BLOCK
        return np.frombuffer(self.data, np.uint8, count, self._at(name))

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        """A 4-bit matrix in full numbers."""
        scales, pairs = self.packed(name, rows, columns)
        low, high = (pairs & 15).astype(np.float32), (pairs >> 4).astype(np.float32)
        numbers = np.concatenate([low, high], axis=-1) - 8
        return (numbers * scales.astype(np.float32)[:, :, None]).reshape(rows, columns)

    def _at(self, name: str) -> int:
        try:
            return self.offsets[name]
        except KeyError:
            raise UnreadableWeights(f"the encoder's weights lack the tensor {name}") from None


def read_weights(data: bytes) -> Weights:
    """Take the whole file apart."""
    if data[:4] != MAGIC:
        raise UnreadableWeights(
            "this is not the encoder's weight file: it does not begin with E5S1"
        )
    try:
        return _read(_Cursor(data))
    except (struct.error, UnicodeDecodeError, ValueError) as error:
        raise UnreadableWeights(f"the encoder's weight file is damaged: {error}") from error


class _Cursor:
    """A place in the file that moves on with every reading."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 8

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.place)
        self.skip(struct.calcsize("<" + layout))
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, kind, count, self.place)
        self.skip(values.nbytes)
        return values

    def text(self, length: int) -> bytes:
        self.skip(length)
        return self.data[self.place - length : self.place]

    def skip(self, length: int) -> None:
        self.place += length


def _read(cursor: _Cursor) -> Weights:
    shape = Shape(*cursor.take("7if"))
    cursor.take("i")  # the kind of quantisation: only one exists
    vocabulary = _read_vocabulary(cursor)
    return Weights(shape, vocabulary, cursor.data, dict(_read_directory(cursor)))


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, _begin, _end, _padding, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    ends = cursor.array(np.uint32, count + 1)
    scores = cursor.array(np.float32, count)
    letters = cursor.text(length)
    pieces = tuple(letters[a:b].decode() for a, b in pairwise(ends))
    return Vocabulary(pieces, tuple(map(float, scores)), dict(_read_replacements(cursor)), unknown)


def _read_replacements(cursor: _Cursor) -> Iterator[tuple[int, str]]:
    count, _bytes = cursor.take("iI")
    for _ in range(count):
        character, length = cursor.take("IB")
        yield character, "".join(map(chr, cursor.take(f"{length}I")))


def _read_directory(cursor: _Cursor) -> Iterator[tuple[str, int]]:
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.text(length).decode()
        _kind, _count, offset, _bytes = cursor.take("BIQQ")
        yield name, offset
