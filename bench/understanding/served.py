"""The memory of what serves: of processes that only load what was learned, and answer."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

from bench.processes import memory_of
from bench.understanding.nlpjs import NlpJs
from bench.understanding.systems import Ours, Spoken, System

PROJECT = Path(__file__).resolve().parents[2]
ASKED = 50  # messages that are answered before memory is measured


def memory_served(system: System, asked: Spoken) -> float:
    """In MB; ours is all of it, Telegram, database and Rasa included."""
    few = asked.part(slice(ASKED))
    if isinstance(system, Ours):
        return sum(json.loads(_output([".venv/bin/python", "-m", "bench.as_run"])).values())
    if isinstance(system, NlpJs):
        return system.memory_served(few)
    command = [sys.executable, "-m", "bench.understanding.served"]
    return float(_output(command, pickle.dumps((system, few))))


def _output(command: list[str], given: bytes = b"") -> bytes:
    return subprocess.run(
        command, input=given, stdout=subprocess.PIPE, cwd=PROJECT, check=True
    ).stdout


def _serve() -> None:
    system, asked = pickle.load(sys.stdin.buffer)  # noqa: S301 -- written by `memory_served`
    system.scores(asked)
    print(memory_of(os.getpid()))


if __name__ == "__main__":
    _serve()
