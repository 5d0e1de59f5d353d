"""A small project whose Rasa is a few lines of Python."""

import hashlib
import json
import sys
from pathlib import Path
from textwrap import dedent

from bot.nlu.models import Model, Models

PREAMBLE = """
import json, os, pathlib, signal, sys, time
arguments = dict(zip(sys.argv[3::2], sys.argv[4::2]))
def say(**fields): print(json.dumps(fields), flush=True)
"""


def make_project(folder: Path, program: str = "") -> Path:
    """A project folder with knowledge to learn, and `program` in place of Rasa."""
    entry = folder / "knowledge" / "en" / "life" / "cats.md"
    entry.parent.mkdir(parents=True)
    entry.write_text(
        "---\nquestions:\n  - Can I bring my cat?\n  - cats allowed?\n  - my cat\n"
        "source: https://example.edu\nchecked_on: 2026-09-01\n---\nYes.\n",
        "utf-8",
    )
    intents = folder / "nlu_data" / "en" / "intents.yml"
    intents.parent.mkdir(parents=True)
    intents.write_text('handoff:\n  - "a person please"\n', "utf-8")
    (folder / "config.yml").write_text("pipeline: []\n", "utf-8")
    install(folder, program)
    return folder


def install(project: Path, program: str) -> None:
    """Put a program in the place of Rasa's Python."""
    python = project / ".venv-nlu" / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text(f"#!{sys.executable} -S\n{PREAMBLE}{dedent(program)}", "utf-8")
    python.chmod(0o755)


def write_model(folder: Path, name: str, *labels: str) -> Model:
    """A model as it lies in its folder after a training."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.tar.gz"
    path.write_bytes(b"a model")
    about = {"labels": list(labels), "sha256": hashlib.sha256(b"a model").hexdigest()}
    (folder / f"{name}.json").write_text(json.dumps(about), "utf-8")
    return Model(path, frozenset(labels))


def models_of(project: Path) -> Models:
    """The models of a project."""
    return Models(project, project / "models")
