"""Trains a model in Rasa's environment, and tells how far it is."""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.errors import TrainingFailed
from bot.nlu.environment import KEEPS_MEMORY, environment_of, python_of
from bot.nlu.models import Descent, Model, Models, require_labels
from bot.processes import end

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

    async def model(
        self, wanted: frozenset[str], watch: Watch, *, from_nothing: bool = False
    ) -> Model:
        """The model for the questions as they are; trained now, if it was not before.

        Few changes are learned on top of what is known, unless it shall be `from_nothing`. Raises
        `TrainingFailed`, or `ModelUnusable` if not all of `wanted` was learned.
        """
        name = self._models.name_for(self._models.examples())
        if not from_nothing and (known := self._models.find(name)):
            require_labels(known, wanted)
            return known
        return await self._train(name, wanted, watch, None if from_nothing else self._models.base())

    async def _train(
        self, name: str, wanted: frozenset[str], watch: Watch, base: Model | None
    ) -> Model:
        self._models.folder.mkdir(parents=True, exist_ok=True)
        process = await self._start(name, base)
        complaint = asyncio.create_task(_read_all(process))
        try:
            last, said = await _follow(process, watch), await complaint
            code = await process.wait()
        finally:
            complaint.cancel()
            await asyncio.wait([complaint])
            await end(process, patience=0)
        if code or last.get("stage") != "done":
            raise TrainingFailed(_reason(said, code))
        model = Model(Path(last["model"]), frozenset(last["labels"]))
        require_labels(model, wanted)
        made_of = base.name if base and last.get("revised") else None
        return self._models.keep(name, model.labels, Descent(self._models.frame(), made_of))

    async def _start(self, name: str, base: Model | None) -> Process:
        command = ["-m", "bot.nlu.rasa.train", "--config", str(self._project / "config.yml")]
        command += ["--out", str(self._models.folder), "--fixed-model-name", name]
        command += ["--base", str(base.path)] if base else []
        return await asyncio.create_subprocess_exec(
            str(python_of(self._project)),
            *command,
            cwd=self._project,
            env=environment_of(self._project, **KEEPS_MEMORY),
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
