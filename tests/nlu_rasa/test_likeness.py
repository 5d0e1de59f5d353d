"""Questions that are too near to another entry, found by the encoder and by a trained model."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from actions.content.examples import Example
from bot.nlu.rasa.encoder import load_encoder
from bot.nlu.rasa.likeness import MOST_NEW, Questions, misled, near, read_model

ENTRY = Path("entry.md")
TEXTS = {
    "How do I extend my residence permit?": ("migration/extend", "en"),
    "How can I extend my residence permit?": ("migration/card", "en"),
    "Which documents does the visa need?": ("migration/visa", "en"),
    "Is there a swimming pool on campus?": ("life/sport", "en"),
    "When does the library open?": ("life/library", "en"),
}


def questions(texts: dict[str, tuple[str, str]]) -> Questions:
    examples = [Example(text, intent, locale, ENTRY) for text, (intent, locale) in texts.items()]
    return Questions(examples, list(texts), load_encoder().encode(list(texts)))


def test_the_same_question_in_two_entries_is_found() -> None:
    (found,) = near(questions(TEXTS))

    assert {found[0].intent, found[1].intent} == {"migration/extend", "migration/card"}
    assert found[2] >= 0.9


def test_the_same_question_within_an_entry_is_no_finding() -> None:
    one_entry = {text: ("migration/extend", locale) for text, (_, locale) in TEXTS.items()}

    assert list(near(questions(one_entry))) == []


def test_vectors_that_agree_across_languages_are_found() -> None:
    rows = np.eye(8, dtype=np.float32)
    vectors = np.vstack([rows[:4], rows[:4]])
    examples = [Example(f"q{n}", f"life/a{n}", "en", ENTRY) for n in range(4)]
    examples += [Example(f"s{n}", f"life/a{(n + (n == 3)) % 4}", "ru", ENTRY) for n in range(4)]

    found = list(near(Questions(examples, [example.text for example in examples], vectors)))

    assert [(one.text, other.text) for one, other, _ in found] == [("q3", "s3")]


def test_a_stolen_question_is_taken_home_by_the_model(model: Path) -> None:
    classifier = read_model(model)
    stolen = {
        "Is there a dormitory?": ("admission/deadlines", "en"),
        "What is the deadline?": ("admission/deadlines", "en"),
        "Where can I live on campus?": ("life/dormitory", "en"),
    }

    found = {one.text: intent for one, intent, _ in misled(questions(stolen), classifier, 0.3)}

    assert found == {"Is there a dormitory?": "life/dormitory"}


def lines_of(project: Path, environment: dict[str, str], *options: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "bot.nlu.rasa.likeness", *options],
        cwd=project,
        env={**environment, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_program_says_what_it_could_not_look_at(
    project: Path, surroundings_of_project: dict[str, str]
) -> None:
    said = lines_of(project, surroundings_of_project)

    assert said == [{"skipped": "there is no trained model to ask; run `bot train` first"}]


def test_the_program_does_not_encode_for_minutes(
    tmp_path: Path, surroundings_of_project: dict[str, str]
) -> None:
    entry = tmp_path / "knowledge" / "en" / "life" / "many.md"
    entry.parent.mkdir(parents=True)
    asked = "\n".join(f'  - "is number {number} there"' for number in range(MOST_NEW + 1))
    entry.write_text(
        f"---\nquestions:\n{asked}\nsource: https://b.az\nchecked_on: 2026-11-23\n---\nYes.\n"
    )
    folders = {"KNOWLEDGE_DIR": str(tmp_path / "knowledge"), "NLU_DATA_DIR": str(tmp_path)}

    said = lines_of(tmp_path, {**surroundings_of_project, **folders})

    assert said == [
        {
            "skipped": f"{MOST_NEW + 1} questions are new to the sentence encoder; "
            "run `bot train` first"
        }
    ]


def test_without_an_encoder_that_is_said(
    project: Path, surroundings_of_project: dict[str, str]
) -> None:
    said = lines_of(project, surroundings_of_project, "--encoder", os.devnull)

    assert said[0]["skipped"].startswith("there is no sentence encoder")
