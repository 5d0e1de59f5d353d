"""What Rasa learns from: the questions of entries, and messages without a fixed answer."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actions.content.entity_words import FILE as WORDS
from actions.content.judged import FILE as JUDGED
from actions.content.problem import Problem
from actions.content.reader import read_entry
from actions.content.yaml_file import problem_at, read_mapping

NOT_LEARNED = frozenset({WORDS, JUDGED})
OFFICE = "office"  # family of questions that belong to the office but have no entry yet
# What is no question that an entry answers; each is decided upon in its own way.
OTHER_INTENTS = frozenset(
    {"handoff", "urgent", "greeting", "thanks", "goodbye", "about_bot", "out_of_scope", "elsewhere"}
)


@dataclass(frozen=True)
class Example:
    """A message as training data."""

    text: str
    intent: str
    locale: str
    path: Path = field(default=Path(), compare=False)  # the file that it stands in

    @property
    def digest(self) -> int:
        """64 bits of everything that is learned of it."""
        said = f"{self.locale}\0{self.intent}\0{self.text}".encode("utf-8", "replace")
        return int.from_bytes(hashlib.sha256(said).digest()[:8], "little")


def read_examples(knowledge: Path, nlu_data: Path) -> tuple[list[Example], list[Problem]]:
    """Everything there is to learn, and the files that could not be read.

    Intents are `<topic>/<entry>` for entries, the keys of `intents.yml`, and
    `office/<topic>/<entry>` for the keys of `office.yml` that have no entry.
    """
    examples: list[Example] = []
    problems: list[Problem] = []
    for path in sorted(knowledge.glob("*/*/*.md")):
        entry = read_entry(path)
        if isinstance(entry, tuple):
            problems.extend(entry)
            continue
        if not entry.todo:
            examples.extend(Example(text, entry.id, entry.locale, path) for text in entry.questions)
    answered = {example.intent for example in examples}
    for path in sorted(path for path in nlu_data.glob("*/*.yml") if path.name not in NOT_LEARNED):
        fields = read_mapping(path)
        if isinstance(fields, Problem):
            problems.append(fields)
            continue
        problems.extend(_not_lists(fields, path))
        examples.extend(_of_file(fields, path, answered))
    return examples, problems


def _of_file(fields: dict[str, Any], path: Path, answered: set[str]) -> Iterator[Example]:
    for key, texts in fields.items():
        intent = key
        if path.stem == OFFICE and key not in answered:
            intent = f"{OFFICE}/{key}"
        for text in texts if isinstance(texts, list) else ():
            if isinstance(text, str):
                yield Example(text, intent, path.parent.name, path)


def _not_lists(fields: dict[str, Any], path: Path) -> Iterator[Problem]:
    for key, texts in fields.items():
        if not isinstance(texts, list) or not all(
            isinstance(text, str) and text.strip() for text in texts
        ):
            message = f"`{key}:` must be a list of texts in double quotes, one `  - …` a line"
            yield problem_at(path, key, message)
