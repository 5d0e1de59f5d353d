"""The ways of understanding that are compared; each learns from the same examples."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Protocol

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.intent_model import Examples, IntentModel

Texts = Sequence[str]
PORTION = 256


@dataclass(frozen=True)
class Spoken:
    """Texts in their normal form, with their sentence vectors and their languages."""

    texts: Texts
    vectors: Floats
    locales: Sequence[str | None]  # None: no language was recognised

    def part(self, part: slice) -> "Spoken":
        """Some of them."""
        return Spoken(self.texts[part], self.vectors[part], self.locales[part])


class System(Protocol):
    """Learns once, then scores texts."""

    name: str

    def learn(self, examples: Spoken, labels: Texts) -> None:
        """From scratch."""

    def scores(self, asked: Spoken) -> tuple[Texts, Floats]:
        """Labels, and [text, label]: the higher, the likelier."""


class Ours:
    """This project's own step: encoder, letters and neighbours, balanced."""

    name = "Bələdçi"
    model: IntentModel

    def learn(self, examples: Spoken, labels: Texts) -> None:
        """As `bot train` does."""
        origins = np.arange(len(labels), dtype=np.uint64)
        known = Examples(examples.texts, examples.vectors, labels, origins)
        self.model = IntentModel.learn(known, lambda *_step: None)

    def scores(self, asked: Spoken) -> tuple[Texts, Floats]:
        """Confidences."""
        parts = [
            self.model.read(asked.texts[part], asked.vectors[part])[0]
            for part in portions(len(asked.texts))
        ]
        return self.model.intents, np.concatenate(parts)


class CharacterGrams:
    """Character 2- to 4-grams within words, and logistic regression: scikit-learn's own parts."""

    name = "char n-grams + logistic regression"

    def learn(self, examples: Spoken, labels: Texts) -> None:
        """One regression a label, by stochastic descent."""
        self._grams = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), min_df=2, sublinear_tf=True
        )
        rows = self._grams.fit_transform(examples.texts)
        self._regression = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=20, random_state=0)
        self._regression.fit(rows, list(labels))

    def scores(self, asked: Spoken) -> tuple[Texts, Floats]:
        """Probabilities."""
        found = self._regression.predict_proba(self._grams.transform(asked.texts))
        return list(self._regression.classes_), found.astype(np.float32)


class Bm25:
    """The label of the example that shares the rarest words: Okapi BM25, k1 = 1.5, b = 0.75."""

    name = "BM25, nearest example"
    K1, B = 1.5, 0.75

    def learn(self, examples: Spoken, labels: Texts) -> None:
        """Count words."""
        self._labels = sorted(set(labels))
        places = {label: place for place, label in enumerate(self._labels)}
        self._owner = np.array([places[label] for label in labels])
        self._order = np.argsort(self._owner, kind="stable")
        counts = [Counter(_words(text)) for text in examples.texts]
        self._words = {word: n for n, word in enumerate(sorted({w for c in counts for w in c}))}
        known = Counter(word for count in counts for word in count)
        mean = sum(sum(count.values()) for count in counts) / len(counts)
        cells = [
            (row, self._words[word], self._weight(often, sum(count.values()) / mean)
             * log(1 + (len(counts) - known[word] + 0.5) / (known[word] + 0.5)))
            for row, count in enumerate(counts)
            for word, often in count.items()
        ]  # fmt: skip
        rows, columns, weights = zip(*cells, strict=True)
        shape = (len(counts), len(self._words))
        matrix = sparse.csr_matrix((weights, (rows, columns)), shape, dtype=np.float32)
        self._matrix = matrix[self._order]
        _, self._starts = np.unique(self._owner[self._order], return_index=True)

    def scores(self, asked: Spoken) -> tuple[Texts, Floats]:
        """The best example's score, for each label."""
        found = [
            np.maximum.reduceat((self._asked(asked.texts[part]) @ self._matrix.T).toarray(),
                                self._starts, axis=1)
            for part in portions(len(asked.texts))
        ]  # fmt: skip
        return self._labels, np.concatenate(found)

    def _weight(self, often: int, length: float) -> float:
        return often * (self.K1 + 1) / (often + self.K1 * (1 - self.B + self.B * length))

    def _asked(self, texts: Texts) -> Any:
        cells = [
            (row, self._words[word])
            for row, text in enumerate(texts)
            for word in set(_words(text))
            if word in self._words
        ]
        rows, columns = zip(*cells, strict=True) if cells else ((), ())
        shape = (len(texts), len(self._words))
        return sparse.csr_matrix((np.ones(len(cells), np.float32), (rows, columns)), shape)


@dataclass(frozen=True)
class Tried:
    """What a system said of texts, and what it cost."""

    name: str
    labels: Texts
    scores: Floats
    learning: float  # seconds, vectors of the examples included where they are used
    each: float  # milliseconds a text


def tried(system: System, examples: Spoken, labels: Texts, asked: Spoken) -> Tried:
    """Let one system learn, then ask it everything at once, and a few one by one."""
    began = time.perf_counter()
    system.learn(examples, labels)
    learned = time.perf_counter() - began
    known, scores = system.scores(asked)
    few = range(min(50, len(asked.texts)))
    began = time.perf_counter()
    for place in few:
        system.scores(asked.part(slice(place, place + 1)))
    return Tried(
        system.name, known, scores, learned, (time.perf_counter() - began) * 1000 / len(few)
    )


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def portions(count: int) -> list[slice]:
    """What is asked at once, to need little memory."""
    return [slice(start, start + PORTION) for start in range(0, count, PORTION)]
