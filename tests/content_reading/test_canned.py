"""Replies that staff write often, as `canned/` says."""

from pathlib import Path

import pytest

from actions.content.canned import Canned, read_canned
from tests.content_reading.files import write

LOCALES = {"az": None, "en": None}
SOUND = """title: Documents
texts:
  az: "Salam {name}, № {number}"
  en: "Hello {name} of {desk}"
"""


def read(folder: Path, text: str, name: str = "documents") -> tuple[dict[str, Canned], list[str]]:
    path = write(folder / "canned" / f"{name}.yml", text)
    found, problems = read_canned(folder, LOCALES)
    return found, [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_a_canned_reply_is_known_by_the_name_of_its_file(tmp_path: Path) -> None:
    found, problems = read(tmp_path, SOUND)

    texts = {"az": "Salam {name}, № {number}", "en": "Hello {name} of {desk}"}
    assert problems == []
    assert found == {"documents": Canned("documents", "Documents", texts)}


def test_a_missing_language_borrows_the_default_and_is_warned_of(tmp_path: Path) -> None:
    found, problems = read(tmp_path, 'title: Documents\ntexts:\n  en: "Hello"\n')

    assert found["documents"].text("az", "en") == "Hello"
    assert problems == ["1: warning: has no text in az; it is sent in the default language"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: Documents", "", "1: `title:` is missing"),
        ("title: Documents", "titel: Documents", "1: `titel:` is not known here"),
        ("  az:", "  xx:", "3: `xx:` is not in locales.yml"),
        ("{number}", "{passport}", "3: `az:` uses {passport}, which is none of {desk}, {name}"),
        ("{number}", "{number", "3: `az:` has a brace without its partner"),
        ('"Hello {name} of {desk}"', "[]", "4: `en:` must be a text"),
        ("Hello", "x" * 3001, "4: `en:` is longer than 3000 characters"),
        ("texts:", "texts: [", "4: is not valid YAML"),
    ],
)
def test_what_is_wrong_is_named_and_left_out(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    found, problems = read(tmp_path, SOUND.replace(old, new, 1))

    assert found == {}
    assert any(each.startswith(problem) for each in problems), problems


def test_texts_are_a_text_for_each_language(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "title: x\ntexts: hello\n")

    assert (found, problems) == ({}, ["2: `texts:` must have a text for each language"])


def test_the_name_can_be_typed(tmp_path: Path) -> None:
    _, problems = read(tmp_path, SOUND, "two words")

    assert problems[0].startswith("1: the file's name is typed")
