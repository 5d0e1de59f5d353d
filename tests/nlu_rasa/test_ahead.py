"""Vectors that are made beside what a training does first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from actions.content.examples import read_examples
from bot.nlu.rasa import ahead
from bot.nlu.rasa.encoder import DEFAULT, load_encoder
from bot.nlu.rasa.text import normal_form
from bot.nlu.rasa.vectors import VectorFile


def run(project: Path, cache: Path, encoder: str = DEFAULT) -> int:
    command = [sys.executable, "-m", "bot.nlu.rasa.ahead", "--cache", str(cache)]
    folders = ["--knowledge", str(project / "knowledge"), "--nlu-data", str(project / "nlu_data")]
    return subprocess.run([*command, *folders, "--encoder", encoder], check=False).returncode


def test_it_makes_the_vectors_that_the_training_looks_for(project: Path, tmp_path: Path) -> None:
    examples, _ = read_examples(project / "knowledge", project / "nlu_data")
    texts = [normal_form(each.text, each.locale) for each in examples]
    file = VectorFile.with_shipped(tmp_path / "vectors.sqlite", load_encoder())
    assert file.count_missing(texts) > len(set(texts)) / 2  # we ship some of these

    assert run(project, tmp_path / "vectors.sqlite") == 0

    assert file.count_missing(texts) < len(set(texts)) / 10  # some are respelt


def test_without_an_encoder_it_leaves_the_word_to_the_training(
    project: Path, tmp_path: Path
) -> None:
    assert run(project, tmp_path / "vectors.sqlite", os.devnull) == 0


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
