"""Public sets of messages, as far as a folder holds them: `NAME.jsonl` of text, label, lang, split."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNKNOWN = "oos"  # CLINC150's label of what none of its intents means
LOCALES = ("az", "en", "ru", "tr", "fa", "ar")  # of MASSIVE's, those that we speak
FEW = (5, 10)
EACH, ASKED = 8, 500  # examples of an intent in each language, and messages asked in each
Row = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """A set to learn from, and one to be asked."""

    name: str
    learned: list[Row]
    asked: list[Row]


def tasks(folder: Path) -> Iterator[Task | str]:
    """Everything that can be measured; a sentence for everything that is absent."""
    yield from _whole(folder, "clinc150", "CLINC150")
    yield from _few(folder, "banking77_fewshot", "BANKING77")
    yield from _whole(folder, "banking77", "BANKING77")
    yield from _few(folder, "hwu64", "HWU64")
    yield from _massive(folder)


def _rows(folder: Path, name: str) -> list[Row] | None:
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        return None
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _whole(folder: Path, file: str, name: str) -> Iterator[Task | str]:
    rows = _rows(folder, file)
    if rows is None:
        yield f"{name}: there is no {file}.jsonl"
        return
    known = [row for row in rows if row["split"] == "train" and row["label"] != UNKNOWN]
    yield Task(name, known, [row for row in rows if row["split"] == "test"])


def _few(folder: Path, file: str, name: str) -> Iterator[Task | str]:
    rows = _rows(folder, file)
    if rows is None:
        yield f"{name}, few examples: there is no {file}.jsonl"
        return
    asked = [row for row in rows if row["split"] == "test"]
    for count in FEW:
        learned = [row for row in rows if row["split"] == f"train_{count}"]
        yield Task(f"{name}, {count} examples an intent", learned, asked)


def _massive(folder: Path) -> Iterator[Task | str]:
    rows = _rows(folder, "massive")
    if rows is None:
        yield "MASSIVE: there is no massive.jsonl"
        return
    learned: dict[tuple[str, str], list[Row]] = defaultdict(list)
    asked: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["lang"] in LOCALES and row["split"] == "train":
            learned[row["lang"], row["label"]].append(row)
        elif row["lang"] in LOCALES and row["split"] == "test":
            asked[row["lang"]].append(row)
    few = [row for rows in learned.values() for row in rows[:EACH]]
    for locale in LOCALES:
        yield Task(f"MASSIVE, {EACH} examples an intent and language: {locale}", few,
                   asked[locale][:ASKED])  # fmt: skip
