"""Where a process beside Rasa finds what it reads: options, which the environment presets."""

import argparse
import os
from pathlib import Path

KNOWLEDGE, NLU_DATA, CACHE = "KNOWLEDGE_DIR", "NLU_DATA_DIR", "NLU_CACHE_DIR"  # variables


def vector_file() -> Path:
    """Where the vectors of examples are kept."""
    return Path(os.environ.get(CACHE) or ".rasa") / "vectors.sqlite"


def knowledge_folder() -> Path:
    """Where the entries are."""
    return Path(os.environ.get(KNOWLEDGE) or "knowledge")


def nlu_data_folder() -> Path:
    """Where the other examples are."""
    return Path(os.environ.get(NLU_DATA) or "nlu_data")


def options_for(description: str, encoder: str) -> argparse.ArgumentParser:
    """Of a program that compares or encodes examples."""
    parser = argparse.ArgumentParser(description=description)
    add = parser.add_argument
    add("--knowledge", type=Path, default=knowledge_folder())
    add("--nlu-data", type=Path, default=nlu_data_folder())
    add("--cache", type=Path, default=vector_file())
    add("--encoder", default=encoder)
    return parser
