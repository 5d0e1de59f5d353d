"""Keeps the vectors of examples in one file: training again costs nothing for unchanged texts."""

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from bot.nlu.rasa.encoder import Encoder, Progress, Vectors
from bot.nlu.rasa.shipped_vectors import ShippedVectors, shipped_for

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
)
FIND = "SELECT vector FROM vectors WHERE key = ?"
KEEP = "INSERT OR REPLACE INTO vectors VALUES (?, ?)"
WAIT = 30.0  # seconds for another training to finish its portion
PORTION = 256  # texts between two savings: an interrupted training loses no more


class VectorFile:
    """Vectors by encoder and text; texts themselves are not kept."""

    def __init__(self, path: Path, encoder: Encoder, shipped: ShippedVectors | None = None) -> None:
        self._path, self._encoder, self._shipped = path, encoder, shipped

    @classmethod
    def with_shipped(cls, path: Path, encoder: Encoder) -> "VectorFile":
        """A file beside which those vectors count that come with the project."""
        return cls(path, encoder, shipped_for(encoder))

    def encode(self, texts: Sequence[str], progress: Progress) -> Vectors:
        """One row a text, from what is shipped and from the file where possible."""
        with closing(self._opened()) as file:
            found = self._known(file, texts)
            missing = sorted(set(texts) - found.keys(), key=len)
            for start in range(0, len(missing), PORTION):
                progress(len(found), len(found) + len(missing) - start)
                part = missing[start : start + PORTION]
                rows = self._encoder.encode(part)
                self._keep(file, part, rows)
                found |= dict(zip(part, rows, strict=True))
        progress(len(found), len(found))
        return np.array([found[text] for text in texts], np.float32)

    def count_missing(self, texts: Sequence[str]) -> int:
        """How many different texts have no vector yet."""
        with closing(self._opened()) as file:
            return len(set(texts) - self._known(file, texts).keys())

    def _known(self, file: sqlite3.Connection, texts: Sequence[str]) -> dict[str, Vectors]:
        """What need not be encoded; what is in the file is exact, so it goes before."""
        different = set(texts)
        kept = {text: row for text in different if (row := self._find(file, text)) is not None}
        if self._shipped:
            kept |= self._shipped.find(sorted(different - kept.keys()))
        return kept

    def _opened(self) -> sqlite3.Connection:
        """The file, begun anew if it is damaged: nothing is lost but time."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, timeout=WAIT)
        try:
            file.execute(SCHEMA)
        except sqlite3.DatabaseError as error:
            file.close()
            if isinstance(error, sqlite3.OperationalError):
                raise  # locked or read-only: removing it would not help
            self._path.unlink()
            file = sqlite3.connect(self._path, timeout=WAIT)
            file.execute(SCHEMA)
        return file

    def _find(self, file: sqlite3.Connection, text: str) -> Vectors | None:
        row = file.execute(FIND, (self._key(text),)).fetchone()
        return np.frombuffer(row[0], np.float16).astype(np.float32) if row else None

    def _keep(self, file: sqlite3.Connection, texts: list[str], rows: Vectors) -> None:
        with file:
            kept = rows.astype(np.float16)
            keys = [self._key(text) for text in texts]
            file.executemany(KEEP, zip(keys, (row.tobytes() for row in kept), strict=True))

    def _key(self, text: str) -> bytes:
        said = f"{self._encoder.digest}\n{text}"
        return hashlib.sha256(said.encode("utf-8", "replace")).digest()
