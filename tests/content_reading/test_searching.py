"""What staff find with `/find`."""

from dataclasses import replace

from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.registry import Registry
from actions.content.word_index import WordIndex
from tests.telegram.sample import APPLY, LOCALES, TOPICS


def entry(entry_id: str, *questions: str, body: str = "Yazın.") -> Entry:
    return replace(APPLY, id=entry_id, locale="az", questions=questions, body=body, related=())


NAMED = entry("migration/z-visa", "Tələbə vizası")
ASKED = entry("migration/b", "Sənədlər", "Viza lazımdır?")
MENTIONED = entry("admission/a", "Müraciət", body="Viza alın.")
KB = KnowledgeBase.of(Registry("en", "az", LOCALES, TOPICS), (MENTIONED, ASKED, NAMED))


def found(words: str) -> list[str]:
    return WordIndex.of(KB).find(words, answers=True)


def test_what_is_named_so_comes_before_what_only_mentions_it() -> None:
    assert found("viza") == [NAMED.id, ASKED.id, MENTIONED.id]


def test_neither_diacritics_nor_endings_matter_but_all_words_do() -> None:
    assert found("TELEBE viza") == [NAMED.id]
    assert found("telebe bank") == []


def test_nothing_finds_nothing() -> None:
    assert found(" ?! ") == []
