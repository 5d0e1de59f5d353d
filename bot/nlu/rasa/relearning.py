"""Teaches a network a few classes without touching what it says of the others.

Only the output weights of those classes move. So the others lose nothing but the share that the new
ones take; and two in a hundred examples of a step are new ones, as many as tell a class apart and
too few to make it likelier than it is. Measured on entries that a network had never seen, of which it
was then taught the fifty questions: docs/explanation/decisions/0006-small-changes-at-once.md.
"""

from dataclasses import dataclass

import numpy as np

from bot.nlu.rasa.heads import Floats, Labels
from bot.nlu.rasa.network import Layer, Network, step_size

STEPS = 120
PORTION = 256  # examples a step
NEW = 5  # of them for each class that changes
MOST_NEW = 64
RATE = 3e-3


@dataclass(frozen=True)
class Labelled:
    """Centred rows of unit length, with the number of the class of each."""

    rows: Floats
    labels: Labels


def renumbered(network: Network, places: Labels, classes: int) -> Network:
    """With other numbers of classes (-1: none any more); a new class is as likely as the average."""
    output = np.tile(network.output.mean(axis=1, keepdims=True), classes)
    output[:, places[places >= 0]] = network.output[:, places >= 0]
    return Network(network.hidden, output)


def taught(network: Network, touched: Labels, new: Labelled, known: Labelled) -> Network:
    """The network after it was shown new examples of the classes `touched` among known ones."""
    chance = np.random.default_rng(0)  # the same steps at every training
    output = network.output.copy()
    learning, layer = Network(network.hidden, output), Layer(output[:, touched])
    many = min(NEW * len(touched), MOST_NEW) if len(new.labels) else 0
    for step in range(STEPS):
        some = _some(chance, new, many), _some(chance, known, PORTION - many)
        rows, labels = (np.concatenate(each) for each in zip(*some, strict=True))
        _, slope = learning.slopes(rows, labels, chance)
        layer.step(slope[:, touched], step_size((step + 1) / STEPS, RATE))
        output[:, touched] = layer.weights
    return learning


def _some(chance: np.random.Generator, examples: Labelled, count: int) -> tuple[Floats, Labels]:
    places = chance.integers(len(examples.labels), size=count) if count else np.empty(0, np.int64)
    return examples.rows[places], examples.labels[places]
