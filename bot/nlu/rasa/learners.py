"""Learns intents in three ways, and tries each on unseen examples: meaning, letters, likeness."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.nlu.rasa.heads import Floats, Labels
from bot.nlu.rasa.neighbours import Neighbours, unit
from bot.nlu.rasa.network import Network
from bot.nlu.rasa.ratios import Ratios

WHOLE = -1  # instead of a fold: learn from everything
TRIED = 0  # the fold whose examples are tried; trying all costs twice the time for the same balance
# Of these; as many as tell five numbers, and comparing all would take ten seconds.
MOST_TRIED = 12_000
WORKERS = 2

Progress = Callable[[str, int, int], None]  # stage, done, of how many


@dataclass(frozen=True)
class Scores:
    """What the learners say of some texts: [text, class] each."""

    dense: Floats
    sparse: Floats
    near: Floats  # cosine to the nearest example


@dataclass(frozen=True)
class Learners:
    """What has been learned from one set of examples."""

    mean: Floats
    dense: Network
    sparse: Ratios

    def scores(self, vectors: Floats, rows: csr_matrix) -> tuple[Floats, Floats]:
        """What both say: logarithms of shares, and of ratios."""
        return self.dense.scores(centred(vectors, self.mean)), self.sparse.scores(rows)


@dataclass(frozen=True)
class Lesson:
    """Everything that there is to learn from, in parts."""

    vectors: Floats
    rows: csr_matrix
    labels: Labels
    classes: int
    folds: NDArray[np.int64]

    def learn(self, without: int = WHOLE) -> Learners:
        """Learn from all examples outside one fold."""
        seen = self.folds != without
        mean = self.vectors[seen].mean(axis=0)
        network = Network.learn(centred(self.vectors[seen], mean), self.labels[seen], self.classes)
        ratios = Ratios.learn(self.rows[seen], self.labels[seen], self.classes)
        return Learners(mean, network, ratios)

    def part(self, fold: int) -> tuple[int, Any]:
        """One part of the work: the learners of everything, or what others say of a fold."""
        learners = self.learn(fold)
        if fold == WHOLE:
            return fold, learners
        return fold, self.unseen(learners, fold)

    def tried(self, fold: int) -> Labels:
        """The places of the examples in a fold that are tried."""
        places = np.flatnonzero(self.folds == fold)
        chance = np.random.default_rng(0)  # the same ones at every training
        return chance.permutation(places)[:MOST_TRIED]

    def unseen(self, learners: Learners, fold: int) -> Scores:
        """What those who learned without a fold say of what is tried of it."""
        tried, seen = self.tried(fold), self.folds != fold
        mean = learners.mean
        known, _ = Neighbours.learn(centred(self.vectors[seen], mean), self.labels[seen])
        near = known.near(centred(self.vectors[tried], mean), self.classes)
        return Scores(*learners.scores(self.vectors[tried], self.rows[tried]), near.intents)


def centred(vectors: Floats, mean: Floats) -> Floats:
    """Rows of unit length around the mean: sentence vectors all point the same way otherwise."""
    return unit(vectors - mean)


def learn_and_try(lesson: Lesson, progress: Progress) -> tuple[Learners, Scores, Labels]:
    """Learn from everything; and what others say of a fold that they never saw, with its labels."""
    parts = [WHOLE, TRIED]
    found: dict[int, Any] = {}
    progress("learning", 0, len(parts))
    for fold, result in _each(lesson, parts):
        found[fold] = result
        progress("learning", len(found), len(parts))
    return found[WHOLE], found[TRIED], lesson.labels[lesson.tried(TRIED)]


_lesson: Lesson | None = None


def _each(lesson: Lesson, parts: list[int]) -> Iterator[tuple[int, Any]]:
    """Work in two processes where there are two cores: the learners hold Python's lock."""
    if len(os.sched_getaffinity(0)) < WORKERS:
        yield from map(lesson.part, parts)
        return
    global _lesson  # noqa: PLW0603 -- forked processes inherit it; passing would copy 100 MB
    _lesson = lesson
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        yield from pool.imap_unordered(_part, parts)
    _lesson = None


def _part(fold: int) -> tuple[int, Any]:
    assert _lesson is not None  # noqa: S101 -- set before the fork
    return _lesson.part(fold)
