"""Shows how far a training is."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.nlu.training import Progress as Step
from bot.nlu.training import Watch

STAGES = {
    "reading": "Reading the questions",
    "encoding": "Turning questions into vectors (kept for next time)",
    "learning": "Learning which question is which",
    "calibrating": "Measuring how sure is sure",
    "packing": "Packing the model",
    "done": "Trained",
}


@contextmanager
def training_display() -> Iterator[Watch]:
    """What is happening and how long it takes, on stderr; nothing if nothing is trained."""
    console = Console(stderr=True)
    if console.is_terminal:
        with _bars(console) as watch:
            yield watch
    else:
        yield _Lines().watch


@contextmanager
def _bars(console: Console) -> Iterator[Watch]:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"))
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        tasks: dict[str, int] = {}

        def watch(step: Step) -> None:
            if step.stage not in STAGES or step.stage == "done":
                return
            if step.stage not in tasks:
                for earlier in tasks.values():
                    progress.update(earlier, total=1, completed=1)  # type: ignore[arg-type]
                tasks[step.stage] = progress.add_task(STAGES[step.stage], total=None, count="")
            count = f"{step.done} of {step.total}" if step.total else ""
            total = step.total or None
            progress.update(tasks[step.stage], completed=step.done, total=total, count=count)  # type: ignore[arg-type]

        yield watch
        for task in tasks.values():
            progress.update(task, total=1, completed=1)  # type: ignore[arg-type]


class _Lines:
    """One line a stage, for logs."""

    def __init__(self) -> None:
        self._stage, self._began = "", time.monotonic()

    def watch(self, step: Step) -> None:
        """Say it when a new stage begins."""
        if step.stage == self._stage or step.stage not in STAGES:
            return
        self._stage = step.stage
        seconds = time.monotonic() - self._began
        print(f"[{seconds:5.1f} s] {STAGES[step.stage]}", file=sys.stderr, flush=True)
