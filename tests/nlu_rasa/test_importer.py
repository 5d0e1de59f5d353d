"""Training data straight from the content."""

import logging
from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT

from bot.nlu.rasa.importer import KnowledgeImporter
from tests.nlu_rasa.conftest import ENTRIES


def test_questions_become_examples_of_their_entry(project: Path) -> None:
    data = KnowledgeImporter(str(project / "config.yml")).get_nlu_data()

    found = {
        (example.get(METADATA)["locale"], example.get(INTENT), example.get(TEXT))
        for example in data.intent_examples
    }
    assert ("az", "life/dormitory", ENTRIES["az/life/dormitory"][0]) in found
    assert ("en", "office/university/history", "how old is the university") in found
    assert not data.retrieval_intents


def test_the_environment_may_name_other_folders(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path))

    intents = KnowledgeImporter(str(project / "config.yml")).get_nlu_data().intents

    assert "greeting" in intents
    assert "life/dormitory" not in intents


def test_a_file_that_cannot_be_read_is_named_and_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "knowledge" / "en" / "life" / "bank.md"
    path.parent.mkdir(parents=True)
    path.write_text("no head", "utf-8")

    with caplog.at_level(logging.WARNING):
        data = KnowledgeImporter(str(tmp_path / "config.yml")).get_nlu_data()

    assert not data.intent_examples
    assert "bank.md:1:" in caplog.text


def test_there_is_nothing_to_act_on(project: Path) -> None:
    importer = KnowledgeImporter(str(project / "config.yml"))

    assert importer.get_domain().is_empty()
    assert importer.get_stories().is_empty()
    assert importer.get_config()["assistant_id"] == "beledci"
