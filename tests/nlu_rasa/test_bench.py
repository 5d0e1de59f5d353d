"""The measures of the benchmark, and its rivals."""

import struct
from pathlib import Path

import numpy as np
import pytest

from bench.understanding.measures import Judged, auroc
from bench.understanding.nlpjs import absence, packages
from bench.understanding.picture import HEIGHT, WIDTH, draw
from bench.understanding.public_data import tasks
from bench.understanding.systems import Bm25, CharacterGrams, Spoken, System, tried

YES, NO = True, False
JUDGED = Judged(
    np.array([0.9, 0.8, 0.7, 0.6]),
    np.array([YES, YES, NO, YES]),
    np.array([YES, YES, YES, YES]),
    np.array([YES, YES, NO, YES]),
)
EXAMPLES = ["visa for study", "study visa please", "room in the dorm", "dorm room price"] * 3
LABELS = ["visa", "visa", "dorm", "dorm"] * 3


def test_only_what_can_be_answered_counts_for_the_first() -> None:
    assert JUDGED.first == 1
    assert JUDGED.at(0.1) == pytest.approx(2 / 3)
    assert JUDGED.at(0.25) == 1


def test_the_calibration_error_is_the_distance_of_what_is_said_and_what_is_right() -> None:
    assert JUDGED.calibration_error() == pytest.approx((0.1 + 0.2 + 0.7 + 0.4) / 4)


def test_some_of_the_messages_can_be_judged_alone() -> None:
    assert JUDGED.only(np.array([NO, YES, NO, NO])).first == 1


def test_the_area_under_the_curve_counts_ties_half() -> None:
    assert auroc(np.array([0.9, 0.5, 0.5, 0.1]), np.array([YES, YES, NO, NO])) == 0.875


@pytest.mark.parametrize("make", [CharacterGrams, Bm25])
def test_a_rival_learns(make: type[System]) -> None:
    asked = Spoken(["a visa", "my room"], np.zeros((2, 1), np.float32), ["en"] * 2)
    examples = Spoken(EXAMPLES, np.zeros((len(EXAMPLES), 1), np.float32), ["en"] * len(EXAMPLES))

    said = tried(make(), examples, LABELS, asked)

    assert [said.labels[place] for place in said.scores.argmax(axis=1)] == ["visa", "dorm"]


def test_the_picture_is_one(tmp_path: Path) -> None:
    path = tmp_path / "curve.png"
    draw([(np.linspace(0, 1, 5), np.linspace(0, 0.1, 5))], 0.2, path)

    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (WIDTH, HEIGHT)


def test_a_set_that_is_absent_is_named(tmp_path: Path) -> None:
    absent = list(tasks(tmp_path))

    assert len(absent) == 5
    assert "CLINC150: there is no clinc150.jsonl" in absent


def test_without_nlpjs_it_is_said_what_to_install(tmp_path: Path) -> None:
    said = absence(tmp_path)

    assert said
    assert all(package in said for package in packages())
    assert "--nlpjs" in said
