"""Looking up what can be answered."""

from pathlib import Path

import pytest

from actions.content.knowledge_base import Found, KnowledgeBase
from actions.content.registry import Locale, Registry, Topic
from tests.content_reading.files import HEAD, entry_text, parsed


def topic(name: str, desk: str) -> Topic:
    return Topic(name, desk, {"en": name.title()})


TUITION = parsed(entry_text(), "knowledge/en/fees/tuition.md")
IN_AZERBAIJANI = parsed(entry_text(), "knowledge/az/fees/tuition.md")
DORMITORY = parsed(entry_text(), "knowledge/ru/life/dormitory.md")
REFUND = parsed(entry_text(HEAD + "desk: office\n"), "knowledge/en/fees/refund.md")
REGISTRY = Registry(
    "en",
    "az",
    {code: Locale(code, code) for code in ("az", "en", "ru")},
    {
        name: topic(name, desk)
        for name, desk in (("life", "life"), ("fees", "money"), ("sport", "x"))
    },
)


@pytest.fixture
def kb() -> KnowledgeBase:
    return KnowledgeBase.of(REGISTRY, [TUITION, IN_AZERBAIJANI, DORMITORY, REFUND])


def test_an_entry_is_found_in_the_language_asked_for(kb: KnowledgeBase) -> None:
    assert kb.find("fees/tuition", "az") == Found(IN_AZERBAIJANI)


def test_what_is_not_translated_is_found_in_the_default_language_and_said_to_be(
    kb: KnowledgeBase,
) -> None:
    assert kb.find("fees/tuition", "ru") == Found(TUITION, is_fallback=True)


def test_what_is_not_even_in_the_default_language_is_found_in_another(kb: KnowledgeBase) -> None:
    assert kb.find("life/dormitory", "en") == Found(DORMITORY, is_fallback=True)


def test_what_nobody_wrote_is_not_found(kb: KnowledgeBase) -> None:
    assert kb.find("fees/fines", "en") is None


def test_a_topic_shows_each_entry_once(kb: KnowledgeBase) -> None:
    assert kb.entries_of("fees", "az") == [Found(REFUND, is_fallback=True), Found(IN_AZERBAIJANI)]


def test_a_topic_whose_name_begins_like_another_s_keeps_to_itself(kb: KnowledgeBase) -> None:
    assert kb.entries_of("fee", "en") == []


def test_the_menu_shows_topics_with_entries_in_the_order_of_the_editors(kb: KnowledgeBase) -> None:
    assert [each.id for each in kb.topics()] == ["life", "fees"]


def test_the_topic_of_an_id_is_known(kb: KnowledgeBase) -> None:
    assert kb.topic("fees") == REGISTRY.topics["fees"]
    assert kb.topic("love") is None


@pytest.mark.parametrize(
    ("about", "desk"),
    [
        ("fees/refund", "office"),  # an entry with a desk of its own
        ("fees/tuition", "money"),
        ("fees/not-written-yet", "money"),
        ("fees", "money"),
        ("love", "office"),
        (None, "office"),
    ],
)
def test_somebody_answers_for_everything(kb: KnowledgeBase, about: str | None, desk: str) -> None:
    assert kb.desk_of(about) == desk


def test_a_line_that_says_it_alone_comes_before_one_that_mentions_it() -> None:
    head = 'questions:\n  - "what is the tuition fee"\n  - "tuition fee"\n'
    entry = parsed(entry_text(head + "source: https://beu.edu.az\nchecked_on: 2026-11-01\n"))

    assert entry.line_of("tuition fee") == 4
    assert entry.line_of("https://beu") == 5
    assert entry.line_of("nowhere") == 1


def test_the_path_of_an_entry_is_kept_for_editors() -> None:
    assert TUITION.path == Path("knowledge/en/fees/tuition.md")
