"""What is learned and encoded beside what a training does first."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.nlu.rasa import ahead
from bot.nlu.rasa.encoder import DEFAULT
from bot.nlu.rasa.train import train


@pytest.fixture(autouse=True)
def folders(
    surroundings_of_project: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    for key in ("KNOWLEDGE_DIR", "NLU_DATA_DIR", "NLU_CACHE_DIR"):
        monkeypatch.setenv(key, surroundings_of_project[key])
    yield
    ahead.end()


def test_a_training_uses_all_that_was_learned_ahead(project: Path, tmp_path: Path) -> None:
    ahead.begin(project / "config.yml")

    train(project / "config.yml", tmp_path / "model.tar.gz")

    assert ahead._helper is not None
    assert ahead._helper.used == [ahead.LANGUAGES, ahead.GRAMS]


def test_what_was_learned_from_other_texts_is_not_used() -> None:
    helper = ahead.Helper(os.devnull)

    assert helper.learned(ahead.GRAMS, ["Is there a dormitory?"]) is None
    assert helper.used == []
    helper.end()


def test_a_helper_that_was_killed_leaves_everything_to_the_training() -> None:
    helper = ahead.Helper(DEFAULT)
    helper.end()

    assert helper.learned(ahead.LANGUAGES, []) is None


def test_it_encodes_what_has_no_vector_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NLU_CACHE_DIR", str(tmp_path))

    ahead.Helper(DEFAULT).finish()

    with closing(sqlite3.connect(tmp_path / "vectors.sqlite")) as file:
        assert file.execute("SELECT count(*) FROM vectors").fetchone()[0] > 10  # we ship the others


def test_it_encodes_nothing_once_the_training_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NLU_CACHE_DIR", str(tmp_path))
    helper = ahead.Helper(DEFAULT)
    helper.leave_encoding()

    helper.finish()

    assert not (tmp_path / "vectors.sqlite").exists()


@pytest.mark.parametrize(
    ("config", "encoder"),
    [
        ("pipeline:\n  - name: a\n  - name: b\n    encoder: ./own\n", "./own"),
        ("pipeline:\n  - name: a\n", DEFAULT),
        ("pipeline: [", DEFAULT),
        ("", DEFAULT),
    ],
)
def test_the_encoder_is_the_one_that_the_configuration_names(
    config: str, encoder: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.yml"
    path.write_text(config, "utf-8")

    assert ahead.encoder_of(path) == encoder
    assert ahead.encoder_of(tmp_path / "nowhere.yml") == DEFAULT


def test_it_ends_when_it_is_told(project: Path) -> None:
    ahead.begin(project / "config.yml")
    ahead.end()
    ahead.end()  # which is nothing more to do

    assert ahead._helper is None
