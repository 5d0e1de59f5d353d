"""Between which numbers each channel inside the encoder moves, kept beside this file.

They were measured on the questions of this project by `python -m bench.understanding.encoder_ranges`;
with another adapter they are others.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bot.nlu.rasa.encoder_weights import Floats

FILE = Path(__file__).with_name("encoder_ranges.npz")

Ranges = Mapping[str, Floats]


def read_ranges(path: Path = FILE) -> Ranges:
    """Lowest and highest number [2, channel] by the name of what is multiplied by a matrix."""
    with np.load(path, allow_pickle=False) as parts:
        return {name: parts[name].astype(np.float32) for name in parts.files}
