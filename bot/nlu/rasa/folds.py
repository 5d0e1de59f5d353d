"""Parts the examples so that no part holds near copies of another's."""

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa.heads import Floats, Labels

NEAR_COPY = 0.9  # centred cosine: the same question with a word changed


def folds(rows: Floats, labels: Labels, count: int) -> NDArray[np.int64]:
    """The part of each example; an intent is spread as evenly as its copies allow."""
    part_of = np.zeros(len(labels), np.int64)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        leaders = _leaders(rows[members])
        number = {leader: place for place, leader in enumerate(dict.fromkeys(leaders))}
        part_of[members] = [(number[leader] + label) % count for leader in leaders]
    return part_of


def _leaders(rows: Floats) -> list[int]:
    """For each row the first row that it is a near copy of, or itself."""
    alike = rows @ rows.T >= NEAR_COPY
    leaders: list[int] = []
    for place, near in enumerate(alike):
        first = int(np.argmax(near[: place + 1])) if near[: place + 1].any() else place
        leaders.append(leaders[first] if first < place else place)
    return leaders
