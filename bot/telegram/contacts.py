"""Whom to ask what the assistant can't say for sure."""

from collections.abc import Mapping
from datetime import date

from actions.content.knowledge_base import KnowledgeBase
from bot.facts.values import written
from bot.i18n import Words

# The fact that holds the contact, by topic.
CONTACT = "admission_email"
CONTACTS_BY_TOPIC: Mapping[str, str] = {"migration": "migration_phone"}


def contact_of(topic: str, kb: KnowledgeBase, words: Words, today: date) -> str:
    """A phone number or an e-mail address in the small Markdown; empty if none is sure."""
    fact = kb.facts.get(CONTACTS_BY_TOPIC.get(topic, CONTACT))
    if fact is None or not fact.is_current(today):
        return ""
    return written(fact.value, words, kb.default_locale)
