"""The examination: questions that were never learned, through `bot ask --jsonl`."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.config import PROJECT
from tests.journeys.conftest import clean_environment

pytestmark = pytest.mark.journey

LOCALES = ("az", "en", "ru", "tr", "fa", "ar")
MOST_WRONG = 0.03  # of the messages that were answered
FEWEST_RIGHT = 0.75  # of the messages that an entry answers
FEWEST_FOUND = 0.90  # right at once, or among those offered
KINDS = {"urgent": "handoff", "handoff": "handoff", "decline": "decline", "chitchat": "chitchat"}


@dataclass(frozen=True)
class Sat:
    """One question of the examination, and what was done with it."""

    locale: str
    expected: str  # an entry, or a kind of decision
    outcome: dict[str, Any]

    @property
    def is_answered(self) -> bool:
        """Whether an entry was shown."""
        return bool(self.outcome["decision"] == "answer")

    @property
    def is_right(self) -> bool:
        """Whether it was the entry that answers the question."""
        return self.is_answered and self.outcome["entries"] == [self.expected]

    @property
    def is_found(self) -> bool:
        """Whether that entry was shown or offered."""
        return self.expected in self.outcome["entries"]


@pytest.fixture(scope="module")
def examination(rasa: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> list[Sat]:
    """Every held-out question, asked once."""
    asked = [(locale, each) for locale in LOCALES for each in _questions(locale)]
    lines = [json.dumps({"id": n, "text": each["ask"]}) for n, (_, each) in enumerate(asked)]
    home = str(tmp_path_factory.mktemp("home"))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        input="\n".join(lines),
        cwd=PROJECT,
        env=clean_environment(BOT_HOME=home, **rasa),
        capture_output=True,
        text=True,
        check=True,
    )
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert [outcome["id"] for outcome in outcomes] == list(range(len(asked)))
    return [
        Sat(locale, each["expect"], outcome)
        for (locale, each), outcome in zip(asked, outcomes, strict=True)
    ]


def test_hardly_anything_is_answered_wrongly(examination: list[Sat]) -> None:
    answered = [sat for sat in examination if sat.is_answered]

    wrong = [sat for sat in answered if not sat.is_right]

    assert len(wrong) <= MOST_WRONG * len(answered), wrong


def test_most_questions_are_answered_or_offered(examination: list[Sat]) -> None:
    answerable = [sat for sat in examination if "/" in sat.expected]

    assert sum(sat.is_right for sat in answerable) >= FEWEST_RIGHT * len(answerable)
    assert sum(sat.is_found for sat in answerable) >= FEWEST_FOUND * len(answerable)


@pytest.mark.parametrize(
    ("kind", "fewest"), [("urgent", 0.95), ("handoff", 0.9), ("decline", 0.85), ("chitchat", 0.85)]
)
def test_what_has_no_entry_is_treated_as_it_should(
    examination: list[Sat], kind: str, fewest: float
) -> None:
    sat = [each for each in examination if each.expected == kind]

    right = [each for each in sat if each.outcome["decision"] == KINDS[kind]]

    assert len(right) >= fewest * len(sat), [each for each in sat if each not in right]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_is_answered_in_its_own_language(examination: list[Sat], locale: str) -> None:
    written = [sat for sat in examination if sat.locale == locale and "/" in sat.expected]

    assert sum(sat.outcome["locale"] == locale for sat in written) >= 0.95 * len(written)


def _questions(locale: str) -> list[dict[str, str]]:
    path: Path = PROJECT / "tests" / "understanding" / locale / "questions.yml"
    found: list[dict[str, str]] = YAML(typ="safe").load(path.read_text("utf-8"))
    return found
