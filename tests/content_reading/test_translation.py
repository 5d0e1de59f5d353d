"""A translation knows what it was made from; a change of the source makes it stale."""

from pathlib import Path

import pytest

from actions.content.knowledge_base import Found, KnowledgeBase
from actions.content.loader import load_knowledge
from actions.content.registry import Locale, Registry
from actions.content.translation import body_digest
from tests.content_reading.files import BODY, HEAD, based_on, entry_text, knowledge, parsed, write

ENGLISH = parsed(entry_text())
FRESH = parsed(entry_text(HEAD + based_on(BODY)), "knowledge/az/fees/tuition.md")
OLD = parsed(entry_text(HEAD + based_on("It costs 2000.")), "knowledge/ru/fees/tuition.md")
REGISTRY = Registry("en", "az", {code: Locale(code, code) for code in ("az", "en", "ru")}, {})


def problems_of(folder: Path) -> list[str]:
    _, problems = load_knowledge(folder)
    return sorted(str(problem).removeprefix(f"{folder}/") for problem in problems)


@pytest.fixture
def kb() -> KnowledgeBase:
    return KnowledgeBase.of(REGISTRY, [ENGLISH, FRESH, OLD])


def test_the_digest_is_of_words_and_not_of_blanks() -> None:
    assert body_digest("A  year\n\ncosts 2500.\n") == body_digest("A year costs 2500.")
    assert body_digest("A year costs 2600.") != body_digest("A year costs 2500.")
    assert len(body_digest("")) == 12


def test_the_digest_of_an_entry_is_that_of_all_that_stands_below_its_head() -> None:
    body = "A year  costs 2500.\n\n===   level: phd\n\nFree.\n=== role: teacher\nToo.\n"

    written = body.replace("===   level", "=== level")

    assert body_digest(parsed(entry_text(body=body)).whole) == body_digest(written)


def test_a_fresh_translation_is_served(kb: KnowledgeBase) -> None:
    assert kb.find("fees/tuition", "az") == Found(FRESH)


def test_for_a_stale_translation_the_source_is_served_and_said_to_be(kb: KnowledgeBase) -> None:
    found = kb.find("fees/tuition", "ru")

    assert found == Found(ENGLISH, is_fallback=True, stale=OLD)
    assert kb.is_stale(OLD)


def test_another_language_of_the_person_comes_before_the_default(kb: KnowledgeBase) -> None:
    assert kb.find("fees/tuition", "ru", "az") == Found(FRESH, is_fallback=True, stale=OLD)
    assert kb.find("fees/tuition", "tr", "az") == Found(FRESH, is_fallback=True)


def test_a_stale_language_is_no_fallback_either(kb: KnowledgeBase) -> None:
    assert kb.find("fees/tuition", "az", "ru") == Found(FRESH)
    assert kb.find("fees/tuition", "tr", "ru") == Found(ENGLISH, is_fallback=True)


def test_a_button_keeps_the_title_of_the_stale_translation() -> None:
    russian = parsed(
        entry_text(HEAD.replace("What does", "Сколько") + based_on("Old.")),
        "knowledge/ru/fees/tuition.md",
    )
    found = KnowledgeBase.of(REGISTRY, [ENGLISH, russian]).find("fees/tuition", "ru")

    assert found is not None
    assert found.title == "Сколько a year cost?"


def test_a_translation_must_say_what_it_was_made_from(tmp_path: Path) -> None:
    folder = knowledge(tmp_path)
    write(folder / "az/fees/tuition.md", entry_text(HEAD))

    (problem,) = problems_of(folder)

    wanted = f'`based_on:` is missing; write `based_on: "{body_digest(BODY)}"`'
    assert problem.startswith(f"az/fees/tuition.md:6: {wanted}")


def test_the_source_is_based_on_nothing(tmp_path: Path) -> None:
    folder = knowledge(tmp_path)
    write(folder / "en/fees/tuition.md", entry_text(HEAD + based_on(BODY)))

    assert problems_of(folder) == [
        "en/fees/tuition.md:7: `based_on:` is for translations from en; take it out here"
    ]


@pytest.mark.parametrize("digest", ["123456789012", '"12345"', '"XYZ456789012"', "[1]"])
def test_what_is_no_digest_is_named(tmp_path: Path, digest: str) -> None:
    folder = knowledge(tmp_path)
    write(folder / "az/fees/tuition.md", entry_text(HEAD + f"based_on: {digest}\n"))

    (problem,) = problems_of(folder)

    assert problem.startswith("az/fees/tuition.md:7: `based_on:` must be 12 of")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Pay {fee}.\n", "en/fees/tuition.md:8: {fee} names no fact"),
        (
            "Pay\n{term:TR}.\n",
            "en/fees/tuition.md:9: {term:TR} names no case of that fact",
        ),
        ("Pay.\n\n=== level: phd\nUp to {fee}.\n", "en/fees/tuition.md:11: {fee} names no fact"),
        ("Pay.\n\n=== citizenship: cis\nNo.\n", "en/fees/tuition.md:10: “cis” is no group"),
    ],
)
def test_what_an_answer_refers_to_must_exist(tmp_path: Path, body: str, expected: str) -> None:
    folder = knowledge(tmp_path)
    (folder / "az/fees/tuition.md").unlink()
    write(folder / "en/fees/tuition.md", entry_text(body=body))
    rest = 'source: { title: "T", url: "https://beu.edu.az" }, certainty: official'
    case = "cases: [{ citizenship: KZ, duration: 30 days }]"
    fact = f"term: {{ duration: 15 days, {case}, {rest}, checked_on: 2026-11-23 }}\n"
    write(folder / "facts/migration.yml", fact)

    (problem,) = problems_of(folder)

    assert problem.startswith(expected)


def test_facts_and_groups_are_part_of_the_snapshot(tmp_path: Path) -> None:
    folder = knowledge(tmp_path)
    rest = 'source: { title: "T", url: "https://beu.edu.az" }, checked_on: 2026-11-23'
    write(folder / "facts/fees.yml", f"fee: {{ amount: 40 AZN, certainty: official, {rest} }}\n")
    write(folder / "groups.yml", f"cis: {{ countries: [KZ], {rest} }}\n")

    kb, problems = load_knowledge(folder)

    assert problems == []
    assert list(kb.facts) == ["fee"]
    assert kb.members == {"cis": frozenset(("KZ",))}
