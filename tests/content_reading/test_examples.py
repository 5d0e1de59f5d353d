"""What Rasa learns from."""

from pathlib import Path

import pytest

from actions.content.examples import Example, read_examples
from actions.content.training_digest import training_digest
from tests.content_reading.files import BODY, INTENTS, OFFICE, entry_text, knowledge, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    knowledge(tmp_path / "knowledge")
    write(tmp_path / "nlu_data/en/intents.yml", INTENTS)
    write(tmp_path / "nlu_data/en/office.yml", OFFICE)
    return tmp_path


def examples_of(project: Path) -> list[Example]:
    examples, problems = read_examples(project / "knowledge", project / "nlu_data")
    assert problems == []
    return examples


def problems_of(project: Path) -> list[str]:
    _, problems = read_examples(project / "knowledge", project / "nlu_data")
    return [str(problem).removeprefix(f"{project}/") for problem in problems]


def test_questions_of_entries_and_what_has_no_fixed_answer_are_learned(project: Path) -> None:
    assert examples_of(project) == [
        Example("Bir il neçəyədir?", "fees/tuition", "az"),
        Example("tuition fee", "fees/tuition", "az"),
        Example("What does a year cost?", "fees/tuition", "en"),
        Example("tuition fee", "fees/tuition", "en"),
        Example("thank you", "thanks", "en"),
        Example("a person please", "handoff", "en"),
        Example("what is BEU", "office/university/about", "en"),
    ]


def test_a_question_of_the_office_becomes_the_entry_s_once_that_is_written(project: Path) -> None:
    write(project / "knowledge/en/university/about.md", entry_text())

    assert Example("what is BEU", "university/about", "en") in examples_of(project)
    assert not [e for e in examples_of(project) if e.intent.startswith("office/")]


def test_a_broken_entry_is_named_and_the_rest_is_learned(project: Path) -> None:
    write(project / "knowledge/az/fees/tuition.md", "no head")

    examples, problems = read_examples(project / "knowledge", project / "nlu_data")

    assert [problem.path.parts[-3] for problem in problems] == ["az"]
    assert {example.locale for example in examples} == {"en"}


def test_a_broken_file_of_examples_is_named_at_its_line(project: Path) -> None:
    write(project / "nlu_data/en/intents.yml", INTENTS + "goodbye: see: you\n")

    (problem,) = problems_of(project)

    assert problem.startswith("nlu_data/en/intents.yml:5: is not valid YAML here")


@pytest.mark.parametrize("value", ["ok", "[1]", "{a: b}", '["fine", 2]', ""])
def test_an_intent_without_a_list_of_texts_is_named(project: Path, value: str) -> None:
    write(project / "nlu_data/en/intents.yml", f"{INTENTS}goodbye: {value}\n")

    (problem,) = problems_of(project)

    assert problem.startswith("nlu_data/en/intents.yml:5: `goodbye:` must be a list of texts")


def test_the_digest_of_a_training_ignores_answers(project: Path) -> None:
    before = training_digest(examples_of(project))

    write(project / "knowledge/en/fees/tuition.md", entry_text(body=BODY + "More.\n"))
    another_answer = training_digest(examples_of(project))
    write(project / "knowledge/en/fees/tuition.md", entry_text().replace("tuition fee", "price"))
    another_question = training_digest(examples_of(project))

    assert another_answer == before
    assert another_question != before


def test_the_digest_of_a_training_knows_how_it_was_trained(project: Path, tmp_path: Path) -> None:
    config = write(tmp_path / "config.yml", "pipeline: []\n")
    before = training_digest(examples_of(project), config)

    write(config, "pipeline: [{name: other}]\n")

    assert training_digest(examples_of(project), config) != before


def test_texts_that_only_together_say_the_same_have_different_digests() -> None:
    one = [Example("ab", "c", "en")]
    other = [Example("b", "ca", "en")]

    assert training_digest(one) != training_digest(other)
