"""Messages that people judged: nothing is learned from them, they show how sure is sure."""

from dataclasses import dataclass, field
from pathlib import Path

from actions.content.problem import Problem
from actions.content.yaml_file import problem_at, read_mapping

FILE = "judged.yml"
NO_ENTRY = "none"  # the key of messages that no entry answers


@dataclass(frozen=True)
class Judged:
    """A message, and the entry that answers it; none if no entry does."""

    text: str
    entry: str | None
    locale: str
    path: Path = field(default=Path(), compare=False)


def read_judged(nlu_data: Path) -> tuple[list[Judged], list[Problem]]:
    """Every `nlu_data/<locale>/judged.yml`, and what in them can't be read."""
    found: list[Judged] = []
    problems: list[Problem] = []
    for path in sorted(nlu_data.glob(f"*/{FILE}")):
        fields = read_mapping(path)
        if isinstance(fields, Problem):
            problems.append(fields)
            continue
        for key, texts in fields.items():
            if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
                message = f"`{key}:` must be a list of texts in double quotes, one `  - …` a line"
                problems.append(problem_at(path, key, message))
                continue
            entry = None if key == NO_ENTRY else key
            found += [Judged(text, entry, path.parent.name, path) for text in texts]
    return found, problems
