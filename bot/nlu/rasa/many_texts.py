"""Very many texts in half the memory: as bytes, one behind the other."""

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np


class ManyTexts(Sequence[str]):
    """A sequence of texts that can't be changed."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        self._bytes = b"".join(encoded)
        self._ends = np.cumsum([0, *map(len, encoded)])

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        start, end = self._ends[place : place + 2]
        return self._bytes[start:end].decode("utf-8", "surrogatepass")
