"""Languages that are recognised but not spoken."""

from pathlib import Path

from actions.content.languages import OtherLanguage, read_languages
from tests.content_reading.files import write

SOUND = """
uk:
  read: ru
  examples:
    - "добрий день"
    - "дякую"
"""


def test_each_language_has_examples_and_a_neighbour(tmp_path: Path) -> None:
    write(tmp_path / "languages.yml", SOUND)

    assert read_languages(tmp_path, {"ru", "en"}) == (
        [OtherLanguage("uk", "ru", ("добрий день", "дякую"))],
        [],
    )


def test_nothing_needs_to_be_recognised_besides(tmp_path: Path) -> None:
    assert read_languages(tmp_path) == ([], [])


def test_a_neighbour_that_is_not_spoken_is_named_at_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "languages.yml", SOUND)

    _, [problem] = read_languages(tmp_path, {"en", "az"})

    assert str(problem) == f"{path}:2: `read:` of `uk:` must be one of az, en"


def test_a_language_without_examples_is_named_at_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "languages.yml", "uk:\n  read: ru\nkk: [1]\n")

    languages, problems = read_languages(tmp_path)

    assert languages == []
    assert [(each.path, each.line) for each in problems] == [(path, 1), (path, 3)]
