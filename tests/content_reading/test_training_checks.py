"""What the model learns from besides the entries, and what would mislead it."""

from datetime import date
from pathlib import Path

import pytest

from actions.content.checks import Check, Checked
from actions.content.checks.checked import normal
from actions.content.checks.training import (
    known_intents,
    known_judgements,
    no_example_held_out,
    one_intent_a_message,
)
from actions.content.examples import read_examples
from actions.content.judged import read_judged
from actions.content.loader import load_knowledge

ENTRY = """---
questions:
  - "How much is it?"
source: https://beu.edu.az/en
checked_on: 2026-11-23
---
Nothing.
"""
EXAM = {normal("call me back"): Path("exam.yml")}
PROVEN: tuple[tuple[Check, str, str], ...] = (
    (known_intents, 'greeting:\n  - "hi"\nhandof:\n  - "a human"\n', "3: `handof:` is no entry"),
    (known_intents, 'fees/price:\n  - "how much"\n', "1: `fees/price:` is no entry"),
    (
        no_example_held_out,
        'handoff:\n  - "a human"\n  - "Call me back!"\n',
        "3: “Call me back!” is held out",
    ),
    (
        one_intent_a_message,
        'thanks:\n  - "ok"\ngoodbye:\n  - "OK!"\n',
        "4: “OK!” is also an example of thanks",
    ),
    (
        one_intent_a_message,
        'handoff:\n  - "how much is it"\n',
        "2: “how much is it” is also an example of fees/tuition",
    ),
)


def checked(folder: Path, examples: str) -> Checked:
    """A knowledge base of one entry, and one file of examples beside it."""
    files = {
        "knowledge/locales.yml": "default: en\nstaff: en\nlocales:\n"
        "  en: {name: English, direction: ltr}\n",
        "knowledge/topics.yml": "fees:\n  desk: office\n  names: {en: Fees}\n",
        "knowledge/en/fees/tuition.md": ENTRY,
        "nlu_data/en/intents.yml": examples,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    kb, problems = load_knowledge(folder / "knowledge")
    found, unreadable = read_examples(folder / "knowledge", folder / "nlu_data")
    assert not problems + unreadable
    return Checked(kb, date(2026, 11, 23), found, EXAM)


def test_a_judgement_names_an_entry_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "nlu_data"
    path = folder / "en/judged.yml"
    kb = checked(tmp_path, 'handoff:\n  - "a human"\n').kb
    path.write_text('none:\n  - "hm"\nfees/price:\n  - "what is it"\n  - "cost?"\n', "utf-8")
    judged, unreadable = read_judged(folder)

    [problem] = known_judgements(Checked(kb, date(2026, 11, 23), judged=judged))

    assert not unreadable
    assert str(problem).startswith(f"{path}:3: `fees/price:` is no entry")


@pytest.mark.parametrize(("check", "examples", "expected"), PROVEN)
def test_a_misleading_example_is_found_where_it_stands(
    tmp_path: Path, check: Check, examples: str, expected: str
) -> None:
    [problem] = check(checked(tmp_path, examples))

    assert str(problem).startswith(f"{tmp_path / 'nlu_data/en/intents.yml'}:{expected}")
    assert problem.is_error


@pytest.mark.parametrize("check", {check for check, _, _ in PROVEN})
def test_sound_examples_are_no_problem(tmp_path: Path, check: Check) -> None:
    sound = 'handoff:\n  - "a human"\nfees/tuition:\n  - "what does it cost"\n'

    assert list(check(checked(tmp_path, sound))) == []
