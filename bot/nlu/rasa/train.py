"""Trains a Rasa model and tells how far it is: `python -m bot.nlu.rasa.train`."""

import argparse
import importlib
import logging
import os
import sys
import time
from pathlib import Path
from typing import TextIO

from bot.nlu.rasa import progress, surroundings

class TrainingFailed(Exception):
    """There is no model; the message says why in one sentence."""


def main() -> int:
    """Train, print one JSON object a line; the exit code tells whether there is a model."""
    options = _options()
    progress.report_to(_stdout_for_progress())
    try:
        surroundings.prepare()
        _train(options.config, options.out, options.fixed_model_name)
    except Exception as error:  # noqa: BLE001 -- the caller reads one sentence, whatever went wrong inside Rasa
        logging.getLogger(__name__).debug("training failed", exc_info=True)
        print(f"training failed: {_sentence(error)}", file=sys.stderr)
        return 1
    return 0


def _train(config: Path, out: Path, name: str) -> None:
    from rasa.model_training import train_nlu  # noqa: PLC0415 -- only after the stand-in for TensorFlow
    from rasa.shared.importers.importer import TrainingDataImporter  # noqa: PLC0415

    started = time.monotonic()
    progress.report("reading")
    _require_importers(config)
    importer = TrainingDataImporter.load_from_config(str(config))
    examples = importer.get_nlu_data().intent_examples
    if not examples:
        raise TrainingFailed("there are no examples to learn from; check knowledge/ and nlu_data/")
    progress.report("reading", len(examples), len(examples))
    model = train_nlu(str(config), nlu_data=str(config.parent), output=str(out), fixed_model_name=name)
    if not model or not Path(model).is_file():
        raise TrainingFailed("Rasa wrote no model")
    labels = sorted({example.get("intent") for example in examples})
    seconds = round(time.monotonic() - started, 1)
    progress.line(stage="done", model=str(model), labels=labels, examples=len(examples), seconds=seconds)


def _require_importers(config: Path) -> None:
    """Rasa only warns when an importer is misspelt, and trains on the rest: refuse instead."""
    from rasa.shared.utils.io import read_model_configuration  # noqa: PLC0415

    for importer in read_model_configuration(config).get("importers") or ():
        module, _, name = importer["name"].rpartition(".")
        if module and not hasattr(importlib.import_module(module), name):
            raise TrainingFailed(f"{config} names the importer {importer['name']}, which does not exist")


def _stdout_for_progress() -> TextIO:
    """Keep stdout for progress alone: whatever Rasa prints goes to stderr."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return stream


def _sentence(error: Exception) -> str:
    cause = error.__cause__ or error
    return (str(cause) or type(cause).__name__).strip().splitlines()[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train a Rasa model from knowledge/ and nlu_data/.")
    parser.add_argument("--config", type=Path, default=Path("config.yml"))
    parser.add_argument("--out", type=Path, required=True, help="the folder for the model")
    parser.add_argument("--fixed-model-name", required=True, help="the model's file name")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
