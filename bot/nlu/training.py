"""Trains a model in Rasa's environment, and tells how far it is."""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.errors import TrainingFailed
from bot.nlu.environment import environment_of, python_of
from bot.nlu.models import Model, Models, require_labels

LONGEST_LINE = 4 * 1024 * 1024  # bytes of one line of progress; the last one names every label


@dataclass(frozen=True)
class Progress:
    """How far a training is."""

    stage: str
    done: int = 0
    total: int = 0


Watch = Callable[[Progress], None]


class Training:
    """Makes the model that the questions call for, unless it exists."""

    def __init__(self, project: Path, models: Models) -> None:
        self._project, self._models = project, models

    def existing(self, wanted: frozenset[str]) -> Model | None:
        """The model for the questions as they are, if it was trained before."""
        model = self._models.find(self._models.name_for(self._models.examples()))
        if model:
            require_labels(model, wanted)
        return model

    async def train(self, wanted: frozenset[str], watch: Watch) -> Model:
        """Train; raises `TrainingFailed`, or `ModelUnusable` if not all of `wanted` was learned."""
        name = self._models.name_for(self._models.examples())
        self._models.folder.mkdir(parents=True, exist_ok=True)
        process = await self._start(name)
        try:
            last, complaint = await asyncio.gather(_follow(process, watch), _read_all(process))
            code = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
        if code or last.get("stage") != "done":
            raise TrainingFailed(_reason(complaint, code))
        model = Model(Path(last["model"]), frozenset(last["labels"]))
        require_labels(model, wanted)
        return self._models.keep(name, model.labels)

    async def _start(self, name: str) -> Process:
        command = ["-m", "bot.nlu.rasa.train", "--config", str(self._project / "config.yml")]
        command += ["--out", str(self._models.folder), "--fixed-model-name", name]
        return await asyncio.create_subprocess_exec(
            str(python_of(self._project)),
            *command,
            cwd=self._project,
            env=environment_of(self._project),
            stdout=PIPE,
            stderr=PIPE,
            limit=LONGEST_LINE,
        )


async def _follow(process: Process, watch: Watch) -> dict[str, Any]:
    """Pass progress on; the last line."""
    last: dict[str, Any] = {}
    while process.stdout and (line := await process.stdout.readline()):
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if not isinstance(said, dict):
            continue  # a number or a word that some library printed
        last = said
        watch(Progress(last.get("stage", ""), last.get("done", 0), last.get("total", 0)))
    return last


async def _read_all(process: Process) -> str:
    return (await process.stderr.read()).decode("utf-8", "replace") if process.stderr else ""


def _reason(complaint: str, code: int) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    return lines[-1] if lines else f"the training ended with code {code} and said nothing"
