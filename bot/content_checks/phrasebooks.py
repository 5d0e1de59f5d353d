"""The words of the program for checks, read once a process."""

from functools import cache

from actions.content.knowledge_base import KnowledgeBase
from bot.i18n import Phrasebook, Words


def words_of(kb: KnowledgeBase, locale: str) -> Words:
    """The words of a language."""
    return _phrasebook(kb.default_locale)[locale]


@cache
def _phrasebook(default: str) -> Phrasebook:
    return Phrasebook.load(default)
