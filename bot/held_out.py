"""The questions of the examination, so that nobody learns them by heart."""

from pathlib import Path

from actions.content.checks.checked import normal
from actions.content.problem import Problem
from actions.content.yaml_file import read_text

ASK = "ask:"


def held_out_questions(folder: Path) -> dict[str, Path]:
    """Normal form → file, of every `- ask:` line below a folder; empty if there is none."""
    found = {}
    for path in sorted(folder.rglob("*.yml")):
        text = read_text(path)
        for line in [] if isinstance(text, Problem) else text.splitlines():
            _, is_question, question = line.partition(ASK)
            if is_question and normal(question):
                found[normal(question)] = path
    return found
