"""Where a process beside Rasa finds what it reads: options, which the environment presets."""

import argparse
import os
from pathlib import Path

KNOWLEDGE, NLU_DATA, CACHE = "KNOWLEDGE_DIR", "NLU_DATA_DIR", "NLU_CACHE_DIR"  # variables


def vector_file() -> Path:
    """Where the vectors of examples are kept."""
    return Path(os.environ.get(CACHE) or ".rasa") / "vectors.sqlite"


def options_for(description: str, encoder: str) -> argparse.ArgumentParser:
    """Of a program that compares or encodes examples."""
    parser = argparse.ArgumentParser(description=description)
    add = parser.add_argument
    add("--knowledge", type=Path, default=Path(os.environ.get(KNOWLEDGE, "knowledge")))
    add("--nlu-data", type=Path, default=Path(os.environ.get(NLU_DATA, "nlu_data")))
    add("--cache", type=Path, default=vector_file())
    add("--encoder", default=encoder)
    return parser
