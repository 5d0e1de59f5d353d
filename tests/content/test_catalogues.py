"""What the assistant itself says: complete in every language, and nothing that nobody says."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from actions.content.circumstances import Level, Role, Stage
from actions.content.deadline_rules import Milestone
from actions.content.events import EventKind
from actions.content.loader import load_knowledge
from actions.content.partners import Programme
from actions.domain.announcement import AnnouncementProblem, AnnouncementState
from actions.domain.decision import Courtesy, Reason, Refusal
from actions.domain.feedback import Missing
from actions.domain.own_days import Doubt
from actions.domain.profile import Trait
from actions.domain.ticket import TicketState
from actions.domain.turn import Speaker
from bot.config import PROJECT
from bot.i18n import CATALOGUES, DOMAIN, Phrasebook
from bot.reports.pictures import SQUARES
from bot.telegram.announcement_words import METHODS
from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.handlers.staff_commands import STAFF_COMMANDS
from bot.telegram.rendering.markdown import to_runs, unsupported
from bot.telegram.rendering.runs import to_html
from tests.double.html import parse_html

LOCALES = sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())
SAYING = {"say", "label", "simple", "with_person", "words", "plural"}
NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
BY_VALUE = {
    *Courtesy,
    *(f"declined_{refusal}" for refusal in Refusal),
    *(f"reason_{reason}" for reason in Reason),
    *(f"speaker_{speaker}" for speaker in Speaker),
    *(f"command_{command}" for command in COMMANDS),
    *(f"{about}_{milestone}" for about in ("milestone", "why") for milestone in Milestone),
    *(f"doubt_{doubt}" for doubt in Doubt if doubt is not Doubt.TOO_FAR),
    *(f"event_{kind}" for kind in EventKind),
    *(f"programme_{programme}" for programme in Programme),
    *(f"outcome_{each}" for each in SQUARES),
    *(f"missing_{each}" for each in Missing),
    *(f"level_{level}" for level in Level),
    *(f"{about}_{trait}" for about in ("trait", "why") for trait in Trait),
    *(f"role_{role}" for role in Role),
    *(f"stage_{stage}" for stage in Stage),
    *(f"staff_command_{command}" for command in STAFF_COMMANDS),
    *(f"card_{state}" for state in TicketState),
    *(f"announce_state_{state}" for state in AnnouncementState),
    *(f"announce_problem_{problem}" for problem in AnnouncementProblem),
    *(f"announce_with_{kind}" for kind in METHODS),
    *("announce_ask_file", "announce_ask_when", "announce_ask_who"),
}


@cache
def catalogue(locale: str) -> Catalog:
    with (CATALOGUES / locale / "LC_MESSAGES" / DOMAIN).open("rb") as file:
        return read_po(file, locale=locale)


def messages(locale: str) -> dict[str, str]:
    """Every message's words; those with plurals in all their forms."""
    return {_id(message): "\n".join(_forms(message)) for message in catalogue(locale) if message.id}


def _id(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _forms(message: Message) -> tuple[str, ...]:
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_is_a_catalogue_for_each_language_and_none_besides() -> None:
    kb, _ = load_knowledge(PROJECT / "knowledge")

    assert Phrasebook.load().locales == sorted(kb.locales) == LOCALES


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_the_program_says_has_words(locale: str) -> None:
    assert sorted(said_by_name() - messages(locale).keys()) == []
    assert sorted(BY_VALUE - messages(locale).keys()) == []


def test_azerbaijani_has_one_word_for_the_department() -> None:
    kb, _ = load_knowledge(PROJECT / "knowledge")
    others = re.compile(r"\b(ofis|departament)", re.IGNORECASE)
    named = [desk.names["az"] for desk in kb.desks.by_id.values()]

    assert [text for text in (*messages("az").values(), *named) if others.search(text)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_words_are_there_that_nobody_says(locale: str) -> None:
    assert sorted(messages(locale).keys() - BY_VALUE - names_in_code()) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_words_are_empty_or_unsure(locale: str) -> None:
    doubtful = [message.id for message in catalogue(locale) if message.id and message.fuzzy]
    empty = [message for message, words in messages(locale).items() if not words.strip()]

    assert (doubtful, empty) == ([], [])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_with_a_number_has_every_form_that_the_language_knows(locale: str) -> None:
    numbered = [message for message in catalogue(locale) if message.pluralizable]

    assert numbered
    for message in numbered:
        forms = _forms(message)
        assert len(forms) == catalogue(locale).num_plurals
        assert all(form.strip() for form in forms), message.id


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_leaves_room_for_the_same_values(locale: str) -> None:
    wanted = {message: placeholders(words) for message, words in messages("en").items()}

    assert {message: placeholders(words) for message, words in messages(locale).items()} == wanted


@pytest.mark.parametrize("locale", LOCALES)
def test_all_words_can_be_shown_by_telegram(locale: str) -> None:
    for message, words in messages(locale).items():
        assert list(unsupported(words)) == [], message
        parse_html(to_html(to_runs(words)))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_menu_s_description_of_a_command_is_short_and_plain(locale: str) -> None:
    commands = [f"command_{name}" for name in COMMANDS]
    for command in (*commands, *(f"staff_command_{name}" for name in STAFF_COMMANDS)):
        words = messages(locale)[command]
        assert 3 <= len(words) <= 256
        assert not set("*_[]{}<>\n") & set(words)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_description_of_the_bot_has_room_on_telegram(locale: str) -> None:
    words = messages(locale)

    assert len(words["bot_description"]) <= 512
    assert len(words["bot_short_description"]) <= 120


@pytest.mark.parametrize("locale", LOCALES)
def test_what_stands_on_a_button_is_short_and_plain(locale: str) -> None:
    of_staff = [name for name in messages(locale) if name.startswith("button_")]
    of_people = ("none_of_these", "ask_person", "all_topics", "write_to_staff", "not_my_case")
    of_answers = ("missing_write", *(f"missing_{each}" for each in Missing))
    for message in (*of_staff, *of_people, *of_answers):
        words = messages(locale)[message]
        assert len(words) <= 40
        assert not set("*_[]<>\n") & set(words)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_shown_for_a_moment_is_short_and_plain(locale: str) -> None:
    for message, words in messages(locale).items():
        if message.startswith("tap_"):
            assert len(words) <= 150
            assert not set("*_[]<>\n") & set(words)


@cache
def said_by_name() -> frozenset[str]:
    """The ids that are named where something is said."""
    return frozenset(
        name for path in _modules("bot") for name in _said(ast.parse(path.read_text()))
    )


@cache
def names_in_code() -> frozenset[str]:
    """Every text in the program that could be an id."""
    paths = [*_modules("bot"), *_modules("actions")]
    return frozenset(text for path in paths for text in _texts(ast.parse(path.read_text())))


def _modules(package: str) -> list[Path]:
    return sorted((PROJECT / package).rglob("*.py"))


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _called(node.func) in SAYING:
            yield from (text for text in _texts(node.args[0]) if NAME.fullmatch(text))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "message":
            yield from (text for text in _texts(node.value) if NAME.fullmatch(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("on_"):
            yield from _returned(node)


def _called(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", "")).removeprefix("_")


def _returned(function: ast.AST) -> Iterator[str]:
    """Of reactions to taps: what is shown for a moment."""
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant):
            yield from _texts(node.value)


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
