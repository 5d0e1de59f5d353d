"""What can be seen only between several files."""

from dataclasses import replace
from pathlib import Path

import pytest

from actions.content.checks.consistency import one_number_a_rule
from actions.content.checks.translations import translations_are_fresh, translations_have_a_source
from actions.content.checks.unconfirmed import nothing_unconfirmed_is_told
from bot.content_checks import SHOWN_CHECKS
from bot.content_checks.almanac import languages_of_events_exist
from bot.content_checks.catalogues import plurals_of_the_language
from tests.content_checks.small_project import (
    ANSWERS,
    catalogue_text,
    change,
    checked,
    entry_path,
    entry_text,
    make_project,
)
from tests.content_reading.files import write

RULE = "If you stay in the country more than {} days, register your place of stay at once."


def other_entry(folder: Path, answer: str) -> Path:
    """A second entry of Emma's in English: the go club."""
    text = entry_text("en").replace(ANSWERS["en"], answer).replace("chess", "go")
    return write(folder / "knowledge" / "en" / "life" / "go.md", text)


def test_a_changed_source_makes_exactly_its_translations_stale(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Lessons begin", "All lessons begin")
    change(entry_path(folder, "ru"), 'based_on: "', '# by Ruslan\nbased_on: "')

    found = list(translations_are_fresh(checked(folder)))

    stale = {problem.path.parts[-3]: problem for problem in found}
    assert stale.keys() == {"az", "ru", "fa"}
    for code, problem in stale.items():
        lines = entry_path(folder, code).read_text("utf-8").split("\n")
        assert lines[problem.line - 1].startswith("based_on:")


def test_a_language_of_which_nobody_knows_the_plurals_is_named(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    locales = folder / "knowledge" / "locales.yml"
    change(locales, "  ru: {", "  xx: { name: X, direction: ltr }\n  ru: {")
    words = write(folder / "bot/locale/xx/LC_MESSAGES/messages.po", catalogue_text("xx"))

    (problem,) = plurals_of_the_language(checked(folder))

    assert (problem.path, problem.line) == (words, 5)
    assert "nobody knows the plural forms of xx" in problem.message


def test_languages_of_events_are_read_whatever_the_code_of_our_own_is(tmp_path: Path) -> None:
    sound = checked(make_project(tmp_path))
    registry = replace(sound.kb.registry, default_locale="pt-BR")

    kb = replace(sound.kb, registry=registry)

    assert list(languages_of_events_exist(replace(sound, kb=kb))) == []


@pytest.mark.parametrize(("old", "new"), [("1 : 2);", "1 : 2;"), ("n%10==1", "n%0==1")])
def test_a_rule_of_plurals_that_is_none_stops_no_other_check(
    old: str, new: str, tmp_path: Path
) -> None:
    folder = make_project(tmp_path)
    change(folder / "bot/locale/ru/LC_MESSAGES/messages.po", old, new)
    broken = checked(folder)

    found = [problem for check in SHOWN_CHECKS for problem in check(broken)]

    assert [problem.message[:15] for problem in found] == ["`Plural-Forms:`"]


def test_two_entries_that_state_one_rule_with_two_numbers_are_found(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Yes, join", f"{RULE.format(15)}\n\nYes, join")
    go = other_entry(folder, RULE.format(10))

    (problem,) = one_number_a_rule(checked(folder))

    assert (problem.path, problem.line) == (go, 14)
    assert problem.message.startswith("says 10 where chess.md:14 says 15")


@pytest.mark.parametrize("other", [RULE.format(15), "You may play for 10 days in the great hall."])
def test_the_same_rule_and_another_one_are_left_alone(other: str, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Yes, join", f"{RULE.format(15)}\n\nYes, join")
    other_entry(folder, other)

    assert list(one_number_a_rule(checked(folder))) == []


def test_an_entry_without_its_source_is_found(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    entry_path(folder, "en").unlink()

    found = list(translations_have_a_source(checked(folder)))

    assert [problem.path.parts[-3] for problem in found] == ["az", "fa", "ru"]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("en", "Yes, join", "Yes, for 40 AZN, join"),
        ("ru", "Да,", "Да, за 40 манатов,"),
        ("fa", "بله،", "بله، با ۴۰ منات،"),
    ],
)
def test_an_answer_that_tells_what_nobody_has_confirmed_is_found(
    code: str, old: str, new: str, tmp_path: Path
) -> None:
    folder = make_project(tmp_path)
    change(folder / "knowledge" / "facts" / "club.yml", "official", "to_confirm")
    line = change(entry_path(folder, code), old, new)

    (problem,) = nothing_unconfirmed_is_told(checked(folder))

    assert (problem.path, problem.line) == (entry_path(folder, code), line)
    assert problem.message.startswith("tells the value of {club_fee}, which is not confirmed")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("duration: 30 days", "for thirty days"),
        ("duration: 15..30 days", "15 to 30 days"),
        ("percent: 70", "for 70%"),
        ("date: 2026-09-15", "from 15 September 2026"),
        ("day: 09-15", "until 15 September"),
    ],
)
def test_values_that_are_not_confirmed_are_known_in_words_and_as_ranges(
    value: str, told: str, tmp_path: Path
) -> None:
    folder = make_project(tmp_path)
    facts = folder / "knowledge" / "facts" / "club.yml"
    change(facts, "official", "to_confirm")
    change(facts, "amount: 40 AZN", value)
    change(folder / "knowledge" / "en" / "numbers.yml", "15: fifteen", "30: thirty\n  15: fifteen")
    line = change(entry_path(folder, "en"), "- Lessons begin", f"- Play {told}. Lessons begin")

    found = list(nothing_unconfirmed_is_told(checked(folder)))

    assert [(each.path, each.line) for each in found] == [(entry_path(folder, "en"), line)]


def test_a_confirmed_value_and_another_number_may_be_told(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(folder / "knowledge" / "facts" / "club.yml", "official", "to_confirm")
    change(entry_path(folder, "en"), "Yes, join", "Yes, in 40 days and for 41 AZN, join")

    assert list(nothing_unconfirmed_is_told(checked(folder))) == []
