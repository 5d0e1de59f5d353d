"""Entries are found by words while somebody types."""

import pytest

from actions.content.word_index import WordIndex
from tests.telegram.sample import knowledge

INDEX = WordIndex.of(knowledge())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dead", ["admission/deadlines"]),
        ("APPLY", ["admission/how-to-apply"]),
        ("muraciet", ["admission/how-to-apply"]),
        ("application send", ["admission/how-to-apply"]),
        ("open office", ["university/office-hours"]),
        ("online", []),  # stands in an answer only
        ("", []),
        ("?", []),
    ],
)
def test_entries_are_found_by_what_they_are_asked_with(text: str, found: list[str]) -> None:
    assert INDEX.find(text) == found


def test_what_staff_find_by_a_title_is_found_here_too() -> None:
    kb = knowledge()

    for entry in kb.entries.values():
        assert entry.id in INDEX.find(entry.title)
        assert entry.id in INDEX.find(entry.title, answers=True)
