"""Keeps what a step has learned in a Rasa model: names as JSON, numbers as NumPy files, no pickle."""

import json
from typing import Any

import numpy as np
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from bot.nlu.rasa.packed import NAMES, NUMBERS, Arrays


def keep(storage: ModelStorage, resource: Resource, names: Any, arrays: Arrays) -> None:
    """Write both files."""
    with storage.write_to(resource) as folder:
        (folder / NAMES).write_text(json.dumps(names, ensure_ascii=False), "utf-8")
        # Compressed here: Rasa packs with gzip's slowest setting, four seconds for the same size.
        np.savez_compressed(folder / NUMBERS, **arrays)


def kept(storage: ModelStorage, resource: Resource) -> tuple[Any, Arrays]:
    """Read both files."""
    with storage.read_from(resource) as folder:
        names = json.loads((folder / NAMES).read_text("utf-8"))
        with np.load(folder / NUMBERS, allow_pickle=False) as numbers:
            return names, {key: numbers[key] for key in numbers.files}
