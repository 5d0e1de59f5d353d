"""Translations that are up to date again, and how far a language has come."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from actions.content.loader import load_knowledge
from actions.errors import EditRefused
from bot.editing.coverage import Coverage, coverage
from bot.editing.new_entry import new_entry
from bot.editing.stamping import stamp
from bot.editing.writing import write_all
from bot.terminal.coverage import as_objects, table
from tests.content_checks.small_project import TODAY, change, entry_path, make_project


def stamp_it(folder: Path, entry: str = "life/chess", locale: str = "ru") -> None:
    kb, _ = load_knowledge(folder / "knowledge")
    write_all(stamp(kb, folder / "knowledge", entry, locale))


def counts(folder: Path) -> dict[str, tuple[int, int, int]]:
    kb, _ = load_knowledge(folder / "knowledge")
    return {each.locale: (each.complete, each.stale, each.missing) for each in coverage(kb)}


def test_a_stamped_translation_is_fresh_again_and_the_others_are_not(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Lessons begin", "All lessons begin")
    assert counts(folder) == {"az": (0, 1, 0), "en": (1, 0, 0), "ru": (0, 1, 0), "fa": (0, 1, 0)}
    before = entry_path(folder, "ru").read_text("utf-8")

    stamp_it(folder)

    assert counts(folder)["ru"] == (1, 0, 0)
    assert counts(folder)["az"] == (0, 1, 0)
    changed = entry_path(folder, "ru").read_text("utf-8")
    differing = set(changed.split("\n")) ^ set(before.split("\n"))
    assert all(line.startswith("based_on:") for line in differing)


@pytest.mark.parametrize(
    ("entry", "locale", "reason"),
    [
        ("life/chess", "fr", "“fr” is not in locales.yml"),
        ("life/chess", "en", "en is the source itself"),
        ("life/go", "ru", "life/go has no answer in en"),
    ],
)
def test_what_cannot_be_stamped_says_why(
    entry: str, locale: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(EditRefused, match=reason):
        stamp_it(make_project(tmp_path), entry, locale)


def test_what_is_still_to_be_translated_is_not_stamped(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "ru"), "Да, вступайте", "TODO\nДа, вступайте")

    with pytest.raises(EditRefused, match="still says “TODO”"):
        stamp_it(folder)


def test_what_is_begun_or_absent_counts_as_missing(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    kb, _ = load_knowledge(folder / "knowledge")
    write_all(new_entry(kb, folder / "knowledge", "life/go", "Go?", TODAY))
    entry_path(folder, "fa").unlink()

    assert counts(folder) == {"az": (1, 0, 1), "en": (1, 0, 1), "ru": (1, 0, 1), "fa": (0, 0, 2)}


def test_the_oldest_check_may_be_that_of_a_fact(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(folder / "knowledge" / "facts" / "club.yml", "2026-11-01", "2026-03-08")

    kb, _ = load_knowledge(folder / "knowledge")

    assert {str(each.oldest_check) for each in coverage(kb)} == {"2026-03-08"}


def test_the_table_shows_topics_languages_and_the_oldest_check(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Lessons begin", "All lessons begin")
    kb, _ = load_knowledge(folder / "knowledge")
    console = Console(width=80, record=True, file=StringIO())

    table(coverage(kb), console)

    shown = console.export_text()
    for words in ("life", "en", "1/1", "0/1 ~1", "2026-11-01"):
        assert words in shown


def test_programs_read_the_same() -> None:
    assert as_objects(
        [Coverage("life", "en", 1, 2, 3, TODAY), Coverage("life", "az", 0, 0, 6, None)]
    ) == [
        {
            "topic": "life",
            "locale": "en",
            "complete": 1,
            "stale": 2,
            "missing": 3,
            "oldest_check": "2026-11-23",
        },
        {
            "topic": "life",
            "locale": "az",
            "complete": 0,
            "stale": 0,
            "missing": 6,
            "oldest_check": None,
        },
    ]
