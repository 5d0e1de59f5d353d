"""Trains a Rasa model and tells how far it is: `python -m bot.nlu.rasa.train`."""

import argparse
import importlib
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, TextIO

from actions.content.examples import read_examples
from bot.nlu.rasa import ahead, progress, surroundings
from bot.nlu.rasa.ahead import encoder_of
from bot.nlu.rasa.encoder import load_encoder
from bot.nlu.rasa.places import knowledge_folder, nlu_data_folder, vector_file
from bot.nlu.rasa.revise import revise
from bot.nlu.rasa.vectors import VectorFile

SUFFIX = ".tar.gz"
OURS = "bot.nlu.rasa.importer.KnowledgeImporter"


class TrainingFailed(Exception):
    """There is no model; the message says why in one sentence."""


def main() -> int:
    """Train, print one JSON object a line; the exit code tells whether there is a model."""
    options = _options()
    progress.report_to(_stdout_for_progress())
    model = options.out / (options.fixed_model_name.removesuffix(SUFFIX) + SUFFIX)
    try:
        if options.base and _revise(options.config, options.base, model):
            return 0
        ahead.begin(options.config)
        surroundings.prepare()
        train(options.config, model)
    except Exception as error:  # noqa: BLE001 -- the caller reads one sentence, whatever it was
        print(f"training failed: {_sentence(error)}", file=sys.stderr)
        return 1
    finally:
        ahead.end()
    return 0


def _revise(config: Path, base: Path, model: Path) -> bool:
    """Make the model out of `base` if that is enough: without Rasa, whose import alone takes seconds."""
    started = time.monotonic()
    progress.report("reading")
    examples, _ = read_examples(knowledge_folder(), nlu_data_folder())
    vectors = VectorFile.with_shipped(vector_file(), load_encoder(encoder_of(config)))
    if not revise(base, model, examples, vectors):
        return False
    _say_done(model, {each.intent for each in examples}, len(examples), started, revised=True)
    return True


def train(config: Path, model: Path) -> None:
    """Train by Rasa's own graph; what is at `model` is replaced only by a whole model."""
    started = time.monotonic()
    progress.report("reading")
    importer = _importer(config)
    examples = importer.get_nlu_data().intent_examples
    if not examples:
        raise TrainingFailed("there are no examples to learn from; check knowledge/ and nlu_data/")
    progress.report("reading", len(examples), len(examples))
    model.parent.mkdir(parents=True, exist_ok=True)
    draft = model.with_name(f".{os.getpid()}-{model.name}")
    try:
        _run_graph(importer, draft)
        draft.replace(model)
    finally:
        draft.unlink(missing_ok=True)
    _say_done(model, {each.get("intent") for each in examples}, len(examples), started)


def _say_done(
    model: Path, labels: set[str], examples: int, started: float, *, revised: bool = False
) -> None:
    progress.line(
        stage="done",
        model=str(model),
        labels=sorted(labels),
        examples=examples,
        seconds=round(time.monotonic() - started, 1),
        revised=revised,
    )


def _importer(config: Path) -> Any:
    """The importer that the configuration names, in Rasa's wrapper for understanding alone."""
    # ruff: noqa: PLC0415 -- Rasa may be imported only after the stand-in for absent packages
    from rasa.shared.exceptions import YamlException
    from rasa.shared.importers.importer import NluDataImporter, TrainingDataImporter
    from rasa.shared.utils.io import read_model_configuration

    from bot.nlu.rasa.importer import KnowledgeImporter

    if not config.is_file():
        raise TrainingFailed(f"there is no {config}")
    try:
        settings = read_model_configuration(config)
    except YamlException as error:
        where = " ".join(str(error).partition("\n\n")[0].split())
        raise TrainingFailed(f"{config} is not as it should be; correct it: {where}") from None
    named = [each["name"] for each in settings.get("importers") or ()]
    for each in named:
        # Rasa only warns when an importer is misspelt, and trains on what the others give.
        module, _, name = each.rpartition(".")
        if module and not hasattr(importlib.import_module(module), name):
            raise TrainingFailed(f"{config} names the importer {each}, which does not exist")
    if named == [OURS]:  # Rasa's wrappers would only copy every example six times
        return KnowledgeImporter(str(config))
    return NluDataImporter(TrainingDataImporter.load_from_config(str(config)))


def _run_graph(importer: Any, model: Path) -> None:
    """What `rasa train nlu` does, without its command line and its rewriting of config.yml."""
    from rasa.engine.caching import LocalTrainingCache
    from rasa.engine.recipes.recipe import Recipe
    from rasa.engine.runner.dask import DaskGraphRunner
    from rasa.engine.training.graph_trainer import GraphTrainer
    from rasa.engine.validation import validate
    from rasa.shared.data import TrainingType

    from bot.nlu.rasa.quick_storage import QuickStorage

    settings = importer.get_config()
    recipe = Recipe.recipe_for_name(settings.get("recipe"))
    graph = recipe.graph_config_for_recipe(settings, {}, training_type=TrainingType.NLU)
    validate(graph)
    with tempfile.TemporaryDirectory() as folder:
        trainer = GraphTrainer(QuickStorage(Path(folder)), LocalTrainingCache(), DaskGraphRunner)
        trainer.train(graph, importer, model, force_retraining=True)


def _stdout_for_progress() -> TextIO:
    """Keep stdout for progress alone: whatever Rasa prints goes to stderr."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return stream


def _sentence(error: Exception) -> str:
    """The first line of what went wrong first: Rasa wraps the errors of components."""
    while error.__cause__ is not None:
        error = error.__cause__  # type: ignore[assignment]
    return (str(error) or type(error).__name__).strip().splitlines()[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Train a Rasa model from knowledge/ and nlu_data/."
    )
    parser.add_argument("--config", type=Path, default=Path("config.yml"))
    parser.add_argument("--out", type=Path, required=True, help="the folder for the model")
    parser.add_argument("--fixed-model-name", required=True, help="the model's file name")
    parser.add_argument(
        "--base",
        type=Path,
        help="a model of the same pipeline; if little differs, it is built upon",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
