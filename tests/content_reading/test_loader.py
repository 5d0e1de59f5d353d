"""All of `knowledge/`: a snapshot, and every problem on the way."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.content.examples import read_examples
from actions.content.loader import load_knowledge
from tests.content_reading.files import entry_text, knowledge, write
from tests.strategies import file_bytes

PLACES = (
    "locales.yml",
    "topics.yml",
    "en/fees/tuition.md",
    "en/fees/tuition.draft.md",
    "en/tuition.md",
    "xx/fees/tuition.md",
    "az/nowhere/tuition.md",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return knowledge(tmp_path / "knowledge")


def problems_of(folder: Path) -> list[str]:
    _, problems = load_knowledge(folder)
    return sorted(str(problem).removeprefix(f"{folder}/") for problem in problems)


def test_everything_that_was_written_is_loaded(folder: Path) -> None:
    kb, problems = load_knowledge(folder)

    assert problems == []
    assert set(kb.entries) == {("fees/tuition", "en"), ("fees/tuition", "az")}


def test_a_page_for_editors_is_no_entry(folder: Path) -> None:
    write(folder / "README.md", "# How to write\n")

    assert problems_of(folder) == []


def test_a_broken_entry_is_named_and_the_others_are_loaded(folder: Path) -> None:
    write(folder / "en/life/dormitory.md", "no head")

    kb, problems = load_knowledge(folder)

    assert [problem.path for problem in problems] == [folder / "en/life/dormitory.md"]
    assert set(kb.entries) == {("fees/tuition", "en"), ("fees/tuition", "az")}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("de/fees/tuition.md", "locale “de” is not in locales.yml; add it or move the file"),
        ("en/sport/gym.md", "topic “sport” is not in topics.yml; add it or move the file"),
        ("en/tuition.md", "must lie at knowledge/<locale>/<topic>/<entry>.md; move it there"),
        ("en/fees/old/tuition.md", "must lie at knowledge/<locale>/<topic>/<entry>.md"),
    ],
)
def test_a_file_in_the_wrong_place_is_named(folder: Path, place: str, expected: str) -> None:
    write(folder / place, entry_text())

    (problem,) = problems_of(folder)

    assert problem.startswith(f"{place}:1: {expected}")


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    kb, problems = load_knowledge(tmp_path / "knowledge")

    assert [problem.message for problem in problems] == [
        "is no folder; the knowledge base belongs here"
    ]
    assert kb.ids == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(PLACES), file_bytes, min_size=1, max_size=3))
def test_no_bytes_make_the_loader_raise(contents: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = knowledge(Path(place))
        for name, content in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)

        kb, problems = load_knowledge(folder)
        examples, unreadable = read_examples(folder, folder)

    assert kb.default_locale in {"en", *kb.locales}
    assert all(str(problem) for problem in [*problems, *unreadable])
    assert all(example.text for example in examples if example.locale in kb.locales)
