"""YAML that people wrote: a mistake becomes a problem with a line, never an exception."""

from pathlib import Path

import pytest
from hypothesis import given

from actions.content.problem import Problem
from actions.content.yaml_file import parse_mapping, read_mapping, read_text
from tests.content_reading.files import write
from tests.strategies import file_texts

PATH = Path("knowledge/topics.yml")


def test_a_mapping_is_read_with_texts_for_keys() -> None:
    assert parse_mapping("fees: {desk: admission}\n1: one\n", PATH) == {
        "fees": {"desk": "admission"},
        "1": "one",
    }


def test_norway_is_no_truth_value() -> None:
    assert parse_mapping("no: Norsk\n", PATH) == {"no": "Norsk"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: c: d\n", 2),
        ("a: 1\na: 2\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\nb: *nobody\n", 2),
        ("a: [1\nb: 2\n", 2),
        ("a: !!python/object:os.system x\n", 1),
    ],
)
def test_a_mistake_is_named_where_it_stands(text: str, line: int) -> None:
    found = parse_mapping(text, PATH)

    assert isinstance(found, Problem)
    assert found.line == line
    assert "is not valid YAML here" in found.message
    assert "double quotes" in found.message


def test_a_part_of_a_file_counts_its_lines_from_where_it_begins() -> None:
    found = parse_mapping("a: 1\nb: c: d\n", PATH, first_line=10)

    assert isinstance(found, Problem)
    assert found.line == 11


@pytest.mark.parametrize(
    "text",
    ["a: !!bool maybe", 'a: !!int ""', "a: !!float much", "a: 2026-13-45", "a: \0", "[" * 600],
    ids=["truth", "number", "fraction", "day", "control", "depth"],
)
def test_what_the_parser_itself_trips_over_is_a_problem(text: str) -> None:
    assert isinstance(parse_mapping(text, PATH), Problem)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "- a list\n", "only words\n", "7\n"])
def test_what_is_no_mapping_is_a_problem(text: str) -> None:
    assert parse_mapping(text, PATH) == Problem(PATH, 1, "expected lines such as `key: value` here")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    found = read_mapping(tmp_path / "topics.yml")

    assert isinstance(found, Problem)
    assert found.message == "can't be read: No such file or directory"


def test_a_folder_in_the_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    assert isinstance(read_text(tmp_path), Problem)


def test_a_file_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    path = write(tmp_path / "topics.yml", "\ufefffees: {}\r\n")

    assert read_text(path) == "fees: {}\n"


@given(file_texts)
def test_no_text_makes_the_parser_raise(text: str) -> None:
    found = parse_mapping(text, PATH)

    assert isinstance(found, dict | Problem)
