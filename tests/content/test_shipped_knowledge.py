"""What we ship is sound: nothing an editor would be told off for, nothing Telegram would refuse."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from actions.content.knowledge_base import Found, KnowledgeBase
from actions.content.loader import load_knowledge
from actions.domain.decision import Courtesy, Refusal
from actions.domain.delivery import Call
from actions.domain.occasion import Occasion
from actions.library import Library
from bot.bootstrap import check_knowledge, sound_knowledge
from bot.config import PROJECT
from bot.i18n import Phrasebook
from bot.telegram.presenter import CONTACTS, IN_AN_EMERGENCY, Presenter
from tests.double.text import read_text

FEWEST_ENTRIES = 24
IN_A_CENTURY = date(2126, 1, 1)  # when every `valid_until` has passed
KB, _ = load_knowledge(PROJECT / "knowledge")
LOCALES = tuple(sorted(KB.locales))


@cache
def presenter() -> Presenter:
    return Presenter(Library(KB), Phrasebook.load(KB.default_locale))


def test_nothing_is_wrong_with_what_we_ship() -> None:
    assert sound_knowledge() == KB  # else it is refused; its warnings: test_mutations


def test_every_question_is_answered_in_every_language() -> None:
    assert {"ar", "az", "en", "fa", "fr", "ru", "tr"} <= set(LOCALES)
    assert len(KB.ids) >= FEWEST_ENTRIES
    assert len(KB.entries) == len(KB.ids) * len(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_entry_is_one_message_that_telegram_accepts(locale: str) -> None:
    for entry_id in sorted(KB.ids):
        (call,) = presenter().answer(_found(KB, entry_id, locale), locale, Occasion(IN_A_CENTURY))
        assert _buttons(call) >= 3, entry_id
        _check(call)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_menu_is_a_message_that_telegram_accepts(locale: str) -> None:
    words = presenter()
    some = [_found(KB, entry_id, locale) for entry_id in sorted(KB.ids)[:4]]
    calls = [
        *words.welcome(locale),
        *words.languages(locale),
        *words.topics(locale),
        *words.unavailable(locale),
        *words.unsupported(locale),
        *words.clarify(some, locale),
        *[call for topic in KB.topics() for call in words.topic(topic.id, locale)],
        *[call for courtesy in Courtesy for call in words.courtesy(courtesy, locale)],
        *[call for refusal in Refusal for call in words.declined(refusal, locale)],
    ]

    for call in calls:
        _check(call)


def test_whom_to_call_and_whom_to_write_to_is_known_in_every_language() -> None:
    for wanted in (CONTACTS, *IN_AN_EMERGENCY):
        assert {locale for entry_id, locale in KB.entries if entry_id == wanted} == set(LOCALES)


def test_a_broken_file_is_named_by_the_check_of_everything(tmp_path: Any) -> None:  # noqa: ANN401
    (tmp_path / "knowledge").mkdir()

    kb, problems = check_knowledge(tmp_path)

    assert {problem.path.name for problem in problems} == {"locales.yml", "topics.yml"}
    assert kb.ids == frozenset()


def test_content_lies_where_the_program_looks_for_it() -> None:
    assert (PROJECT / "knowledge" / "locales.yml").is_file()
    assert (PROJECT / "nlu_data").is_dir()


def _found(kb: KnowledgeBase, entry_id: str, locale: str) -> Found:
    found = kb.find(entry_id, locale)
    assert found is not None
    assert not found.is_fallback
    return found


def _check(call: Call) -> None:
    """Telegram takes it as it is: valid HTML of at most 4096 characters, keyboards that fit."""
    assert call.params["parse_mode"] == "HTML"
    read_text(dict(call.params))
    for row in call.params.get("reply_markup", {}).get("inline_keyboard", ()):
        assert row
        for button in row:
            assert button["text"].strip()
            assert len(button["callback_data"].encode()) <= 64


def _buttons(call: Call) -> int:
    return sum(map(len, call.params["reply_markup"]["inline_keyboard"]))
