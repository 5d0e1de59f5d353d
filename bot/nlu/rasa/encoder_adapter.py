"""What the encoder's matrices have been taught besides: small corrections, kept beside this file.

They were learned from the questions of this project by `python -m bench.understanding.adapt_encoder`; each is the
product of two narrow matrices that is added to one of the encoder's own (LoRA, arXiv 2106.09685).
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bot.nlu.rasa.encoder_weights import Floats

FILE = Path(__file__).with_name("encoder_adapter.npz")
INSIDE, OUTSIDE = ".in", ".out"  # `l3.q.in` [rank, columns] and `l3.q.out` [rows, rank]

Adapter = Mapping[str, Floats]


def read_adapter(path: Path = FILE) -> Adapter:
    """Corrections by the matrix's name, such as `l3.q`; none if there is no file."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as parts:
        names = [name.removesuffix(INSIDE) for name in parts.files if name.endswith(INSIDE)]
        return {
            name: parts[name + OUTSIDE].astype(np.float32) @ parts[name + INSIDE].astype(np.float32)
            for name in names
        }


def corrected(matrix: Floats, name: str, adapter: Adapter) -> Floats:
    """A matrix with its correction, if there is one."""
    return matrix + adapter[name] if name in adapter else matrix
