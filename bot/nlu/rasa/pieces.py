"""Cuts text into the pieces that the encoder was trained on (SentencePiece unigram)."""

import json
import re
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

BEGIN, PADDING, END, UNKNOWN = 0, 1, 2, 3  # the first four ids of every XLM-R vocabulary
SPACE = "\u2581"  # how the vocabulary writes the blank before a word
UNKNOWN_PENALTY = (
    10.0  # SentencePiece's own: an unknown character costs this much more than the rarest piece
)
REMEMBERED_WORDS = 20_000
IMPOSSIBLE = float("-inf")

WORD = re.compile(f"{SPACE}[^{SPACE}]*")


class Pieces:
    """The best cut of every word by the sum of its pieces' scores."""

    def __init__(
        self, vocabulary: Sequence[tuple[str, float]], replacements: Mapping[int, str] | None
    ) -> None:
        self._numbers = {
            piece: number for number, (piece, _) in enumerate(vocabulary) if number > UNKNOWN
        }
        self._scores = array(
            "f", [score for _, score in vocabulary]
        )  # a list would take 20 MB more
        self._longest = max(map(len, self._numbers))
        self._unknown = min(self._scores) - UNKNOWN_PENALTY
        self._replacements = replacements
        self._known: dict[str, list[int]] = {}

    @classmethod
    def read(cls, folder: Path) -> "Pieces":
        """Read `tokenizer.json`, and `normalizer.json` where there is one."""
        vocabulary = json.loads((folder / "tokenizer.json").read_bytes())["model"]["vocab"]
        replacements = folder / "normalizer.json"
        if not replacements.is_file():
            return cls(vocabulary, None)
        read = json.loads(replacements.read_bytes())
        return cls(vocabulary, {int(code): text for code, text in read.items()})

    def cut(self, text: str, most: int) -> list[int]:
        """The ids of the text's pieces between begin and end, `most` at most."""
        ids: list[int] = []
        for word in WORD.findall(SPACE + self._clean(text).replace(" ", SPACE)):
            ids += self._cut_word(word)
            if len(ids) >= most:
                break
        return [BEGIN, *ids[: most - 2], END]

    def _clean(self, text: str) -> str:
        if self._replacements is None:
            text = unicodedata.normalize("NFKC", text)
        else:
            text = text.translate(self._replacements)
        return " ".join(text.split())

    def _cut_word(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is None:
            known = self._best_cut(word)
            if len(self._known) < REMEMBERED_WORDS:
                self._known[word] = known
        return known

    def _best_cut(self, word: str) -> list[int]:
        """Viterbi: the best way to reach every place, then back from the end."""
        size = len(word)
        best = [0.0] + [IMPOSSIBLE] * size
        came_from = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], came_from[start + 1] = (
                    best[start] + self._unknown,
                    (start, UNKNOWN),
                )
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None and best[start] + self._scores[number] > best[end]:
                    best[end], came_from[end] = best[start] + self._scores[number], (start, number)
        ids = []
        while size:
            size, piece = came_from[size]
            ids.append(piece)
        return ids[::-1]
