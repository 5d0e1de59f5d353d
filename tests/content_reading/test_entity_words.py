"""The lists of words by which circumstances are recognised."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from actions.content.entity_words import EntityWords, read_entity_words
from tests.content_reading.files import write
from tests.strategies import file_bytes

WORDS = """\
countries:
  US: [USA, the States]
  NO: [Norge]
endings:
  from: [dan]
own: [i am]
dropped: "ая"
levels:
  phd: [phd, doctoral*]
"""


def read(folder: Path, text: str) -> tuple[list[EntityWords], list[str]]:
    path = write(folder / "en/entities.yml", text)
    words, problems = read_entity_words(folder)
    return words, [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_the_words_of_a_language_are_read(tmp_path: Path) -> None:
    [words], problems = read(tmp_path, WORDS)

    assert problems == []
    assert words.locale == "en"
    assert list(words.names("countries")) == [("US", "USA"), ("US", "the States"), ("NO", "Norge")]
    assert list(words.names("levels")) == [("phd", "phd"), ("phd", "doctoral*")]
    assert (words.list("own"), words.dropped) == (("i am",), "ая")
    assert words.list("others") == ()


def test_a_language_without_a_file_has_no_words(tmp_path: Path) -> None:
    (tmp_path / "tr").mkdir()

    assert read_entity_words(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a list\n", "1: expected lines such as"),
        ("own: [i am\n", "2: is not valid YAML here"),
        ("mine: [i am]\n", "1: `mine:` is not known here"),
        ("own: i am\n", "1: `own:` must be a list"),
        ("own: [a]\nown: [b]\n", "2: `own:` stands here twice"),
        (
            "countries:\n  UK: [England]\n",
            "2: `UK:` under `countries:` must be one of: two letters",
        ),
        ("levels:\n  phd: doctor\n", "2: `phd:` must be a list"),
        ("levels:\n  phd: [a]\n  phd: [b]\n", "3: `phd:` stands under `levels:` twice"),
        ("endings:\n  to: [a]\n", "2: `to:` under `endings:` must be one of: from, other"),
    ],
)
def test_a_mistake_is_named_at_its_line(tmp_path: Path, text: str, expected: str) -> None:
    _, problems = read(tmp_path, text)

    assert problems[0].startswith(expected)


@settings(max_examples=60, deadline=None)
@given(file_bytes)
def test_no_bytes_make_the_reader_raise(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "en/entities.yml"
        path.parent.mkdir()
        path.write_bytes(content)

        words, problems = read_entity_words(Path(folder))

    assert [each.locale for each in words] == ["en"]
    assert all(problem.line >= 1 for problem in problems)
