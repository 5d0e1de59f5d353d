"""Begins an entry: a file to fill in, in every language."""

import re
from datetime import date
from pathlib import Path

from actions.content.checks.questions import LONGEST_TITLE
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import TODO
from actions.errors import EditRefused
from bot.editing.entry_file import Head, file_text
from bot.editing.writing import Files

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SOURCE = "https://beu.edu.az/"  # to be replaced by the page that says so
BODY = """\
{todo} write the answer in {name} instead of these lines: a direct answer first, then what to do,
in 2 to 8 short lines. Above: at least eight questions as people ask them, and the page that
says so."""
LATER = """\
{todo} translate into {name} as soon as the answer in {source} is written; `bot check` says how."""


def new_entry(kb: KnowledgeBase, knowledge: Path, entry_id: str, title: str, today: date) -> Files:
    """The files of an entry; raises `EditRefused` if its name or its title does not fit."""
    topic, _, name = entry_id.partition("/")
    wrong = list(_wrong(kb, topic, name, title))
    if wrong:
        raise EditRefused(wrong)
    source = kb.locales[kb.source_locale].name
    files: dict[Path, str] = {}
    for code, locale in kb.locales.items():
        is_source = code == kb.source_locale
        question = title if is_source else f"{TODO} {title}"
        body = (BODY if is_source else LATER).format(todo=TODO, name=locale.name, source=source)
        head = Head([question], SOURCE, today.isoformat())
        files[knowledge / code / topic / f"{name}.md"] = file_text(head, body)
    return files


def _wrong(kb: KnowledgeBase, topic: str, name: str, title: str) -> list[str]:
    wrong = []
    if topic not in kb.registry.topics:
        known = ", ".join(kb.registry.topics)
        wrong.append(f"“{topic}” is no topic; use one of {known}, as in {topic or 'life'}/library")
    if not NAME.fullmatch(name):
        wrong.append(f"“{name}” is no name; write small letters and hyphens, as in student-card")
    if not title.strip() or "\n" in title:
        wrong.append("the title is missing; write the question that stands on buttons")
    elif len(title) > LONGEST_TITLE:
        wrong.append(f"the title has {len(title)} letters; at most {LONGEST_TITLE} fit a button")
    return wrong
