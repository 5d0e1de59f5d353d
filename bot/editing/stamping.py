"""Stamps a translation with the state of its source, once somebody has brought it up to date."""

from pathlib import Path

from actions.content.knowledge_base import KnowledgeBase
from actions.content.reader import read_entry
from actions.content.translation import body_digest
from actions.errors import EditRefused
from bot.editing.entry_file import rewritten
from bot.editing.writing import Files


def stamp(kb: KnowledgeBase, knowledge: Path, entry_id: str, locale: str) -> Files:
    """The file with a new `based_on:`; raises `EditRefused` if there is nothing to stamp."""
    source = kb.entries.get((entry_id, kb.source_locale))
    path = knowledge / locale / f"{entry_id}.md"
    if locale not in kb.locales:
        raise EditRefused([f"“{locale}” is not in locales.yml: {', '.join(kb.locales)}"])
    if locale == kb.source_locale:
        raise EditRefused([f"{locale} is the source itself; name a language translated from it"])
    if source is None:
        raise EditRefused([f"{entry_id} has no answer in {kb.source_locale} to compare with"])
    found = read_entry(path)
    if isinstance(found, tuple):
        raise EditRefused(found)
    if found.todo:
        raise EditRefused([f"{path} still says “{found.todo}”; translate it first"])
    return {path: rewritten(found.text, based_on=body_digest(source.whole))}
