"""Learns a few changed examples on top of a model that knows the rest: in a second, not in a minute.

Counts of letters and the examples to compare with become what they would be had everything been
learned anew. Of the network only those classes are taught that change: the new examples beside a
sample of all others, so that it does not forget where these end. How sure is sure stays as measured.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from bot.nlu.rasa.calibration import Balance, family
from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.intent_model import Examples, IntentModel
from bot.nlu.rasa.learners import Learners, centred
from bot.nlu.rasa.network import Network
from bot.nlu.rasa.ratios import Ratios
from bot.nlu.rasa.relearning import Labelled, renumbered, taught
from bot.nlu.rasa.romanisation import plain

SAMPLE = 6000  # known examples that the network sees again; with fewer it learns them by heart
GONE = -1

Encode = Callable[[Sequence[str]], Floats]


def differences(known: Sequence[int], wanted: Sequence[int]) -> tuple[list[int], list[int]]:
    """Places in `wanted` of what is new, and in `known` of what is gone; copies are counted."""
    left: dict[int, list[int]] = defaultdict(list)
    for place, origin in enumerate(known):
        left[origin].append(place)
    new = []
    for place, origin in enumerate(wanted):
        if left[origin]:
            left[origin].pop()
        else:
            new.append(place)
    return new, sorted(place for places in left.values() for place in places)


def revised(
    model: IntentModel, added: Examples, gone: Sequence[int], encode: Encode
) -> IntentModel:
    """The model with further examples, and without those at the places `gone`.

    `encode` gives the vectors of known texts. Raises `ValueError` if no example would be left.
    """
    return _Revision(model, added, gone).model(encode)


class _Revision:
    """What a change makes of each part of a model."""

    def __init__(self, model: IntentModel, added: Examples, gone: Sequence[int]) -> None:
        self._old, self._added = model, added
        self._gone = np.array(gone, np.int64)
        self._stay = np.setdiff1d(np.arange(len(model.texts)), self._gone)
        labels = model.neighbours.labels
        names = {model.intents[label] for label in np.unique(labels[self._stay])}
        self._intents = tuple(sorted(names | set(added.intents)))
        number = {name: place for place, name in enumerate(self._intents)}
        self._places = np.array([number.get(name, GONE) for name in model.intents])
        self._old_labels = self._places[labels]
        self._own = np.array([number[intent] for intent in added.intents], np.int64)

    def model(self, encode: Encode) -> IntentModel:
        """All parts together."""
        rows = self._rows
        labels = np.concatenate([self._old_labels[self._stay], self._own])
        order = np.argsort(labels, kind="stable")
        texts = [*(self._old.texts[place] for place in self._stay), *self._added.texts]
        origins = np.concatenate([self._old.origins[self._stay], self._added.origins])
        learners = Learners(self._old.learners.mean, self._network(rows, encode), self._ratios())
        return IntentModel(
            self._intents,
            self._old.grams,
            learners,
            self._balance(),
            self._old.neighbours.changed(self._stay, labels, rows, order),
            tuple(texts[place] for place in order),
            origins[order],
        )

    @property
    def _rows(self) -> Floats:
        if not len(self._own):
            return np.empty((0, len(self._old.learners.mean)), np.float32)
        return centred(self._added.vectors, self._old.learners.mean)

    def _network(self, rows: Floats, encode: Encode) -> Network:
        network = renumbered(self._old.learners.dense, self._places, len(self._intents))
        touched = np.union1d(self._own, self._old_labels[self._gone])
        touched = touched[touched != GONE]
        if not len(touched):
            return network
        chance = np.random.default_rng(0)
        sample = chance.choice(self._stay, min(SAMPLE, len(self._stay)), replace=False)
        vectors = encode([self._old.texts[place] for place in sample])
        known = Labelled(centred(vectors, self._old.learners.mean), self._old_labels[sample])
        return taught(network, touched, Labelled(rows, self._own), known)

    def _ratios(self) -> Ratios:
        texts = [*self._added.texts, *(self._old.texts[place] for place in self._gone)]
        labels = np.concatenate([self._own, self._old_labels[self._gone]])
        signs = np.repeat([1, -1], [len(self._own), len(self._gone)]).astype(np.float32)
        counted = labels != GONE
        # One that says nothing is added, since there is no reading of no texts.
        rows = self._old.grams.of([*map(plain, texts), ""])[:-1].multiply(signs[:, None]).tocsr()
        return self._old.learners.sparse.changed(
            self._places, len(self._intents), rows[counted], labels[counted]
        )

    def _balance(self) -> Balance:
        """A new class is moved as all of its family are."""
        balance = self._old.balance
        shift_of = dict(zip(map(family, self._old.intents), balance.shifts, strict=True))
        shifts = [shift_of.get(family(name), 0.0) for name in self._intents]
        return replace(balance, shifts=np.array(shifts, np.float32))
