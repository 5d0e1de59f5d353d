"""Checks of questions that need the sentence encoder or a trained model, in Rasa's environment."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.content.entry import LIST_MARKS
from actions.content.problem import Problem, warning
from actions.content.yaml_file import read_text
from actions.errors import ModelUnavailable
from bot.nlu.environment import CODE, KEEPS_MEMORY, environment_of, python_of

PATIENCE = 120.0  # seconds; some four are usual
FAR_APART, LEAD_HOME = "questions_far_apart", "questions_lead_home"
# Their names and sentences, as those of other checks.
MODEL_CHECKS: Mapping[str, str] = {
    FAR_APART: "No question means nearly the same as one of another entry, in any language.",
    LEAD_HOME: "The trained model takes no question to another entry.",
}


@dataclass(frozen=True)
class Looked:
    """What was found by which check, and what could not be looked at."""

    found: tuple[tuple[str, Problem], ...] = ()
    skipped: tuple[str, ...] = ()


def look_at_questions(project: Path, models: Path) -> Looked:
    """Run both checks in Rasa's environment; without it, say so."""
    try:
        python = _python(project)
    except ModelUnavailable as error:
        return Looked(skipped=(f"there is no environment for Rasa: {error}",))
    command = [str(python), "-m", "bot.nlu.rasa.likeness"]
    command += ["--cache", str(project / ".rasa" / "vectors.sqlite")]
    if newest := _newest(models):
        command += ["--model", str(newest)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, and no word of anybody else
            command,
            cwd=project,
            env=environment_of(project, OMP_NUM_THREADS="2", **KEEPS_MEMORY),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            text=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Looked(skipped=(f"Rasa's environment did not answer: {error}",))
    if done.returncode:
        complaint = done.stderr.strip().splitlines() or ["it said nothing"]
        return Looked(skipped=(f"Rasa's environment failed: {complaint[-1]}",))
    return looked(done.stdout.splitlines())


def looked(lines: Iterable[str]) -> Looked:
    """What a run has printed, as problems at their lines."""
    said = [json.loads(line) for line in lines if line.startswith("{")]
    found = [pair for each in said for pair in _problems(each)]
    return Looked(tuple(found), tuple(each["skipped"] for each in said if "skipped" in each))


def _problems(said: Mapping[str, Any]) -> Iterator[tuple[str, Problem]]:
    if said.get("found") == "near":
        for one, other in ((said["one"], said["other"]), (said["other"], said["one"])):
            sentence = f"“{one['text']}” is nearly “{other['text']}” of {other['entry']}"
            sentence += f" ({said['cosine']:.2f}); reword one of them"
            yield FAR_APART, _at(one, sentence)
    elif said.get("found") == "misled":
        sentence = f"the model takes “{said['one']['text']}” to {said['intent']}"
        sentence += f" ({said['confidence']:.2f}); reword it, or put it where it belongs"
        yield LEAD_HOME, _at(said["one"], sentence)


def _at(place: Mapping[str, str], sentence: str) -> Problem:
    path = Path(place["path"])
    text = read_text(path)
    lines = text.split("\n") if isinstance(text, str) else []
    asked = place["text"].replace('"', '\\"')
    alone = (n for n, line in enumerate(lines, 1) if line.strip(LIST_MARKS) == asked)
    within = (n for n, line in enumerate(lines, 1) if asked in line or place["text"] in line)
    return warning(path, next(alone, next(within, 1)), sentence)


def _python(project: Path) -> Path:
    """The environment of a project, else the one beside this program."""
    try:
        return python_of(project)
    except ModelUnavailable:
        return python_of(CODE)


def _newest(models: Path) -> Path | None:
    """The model that was trained last: of a changed question it still knows where it belonged."""
    found = sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    return found[-1] if found else None
