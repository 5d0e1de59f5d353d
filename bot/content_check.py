"""Checks of content that need to know how Telegram shows it."""

from collections.abc import Iterator
from urllib.parse import unquote

from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import Problem
from actions.content.web_address import is_web_address
from bot.telegram.rendering.markdown import addresses, to_runs, unsupported
from bot.telegram.rendering.runs import MESSAGE_LIMIT, length

ROOM = 500  # characters that the source line and its like may need below an answer


def markup_problems(kb: KnowledgeBase) -> Iterator[Problem]:
    """Markup that Telegram would not show, broken links, answers that do not fit one message."""
    for entry in kb.entries.values():
        yield from _formatting(entry)
        yield from _links(entry)
        yield from _length(entry)


def _formatting(entry: Entry) -> Iterator[Problem]:
    for number, found in unsupported(entry.body):
        yield Problem(entry.path, entry.line_in_answer() + number, f"Telegram can't show {found}")


def _links(entry: Entry) -> Iterator[Problem]:
    for address in addresses(entry.body):
        written = address if address in entry.body else unquote(address)
        if not address.startswith(("mailto:", "tel:")) and not is_web_address(written):
            message = f"the link {written!r} is no complete address such as https://beu.edu.az/en"
            yield Problem(entry.path, entry.line_in_answer(written), message)


def _length(entry: Entry) -> Iterator[Problem]:
    written = length(to_runs(entry.body))
    if written > MESSAGE_LIMIT - ROOM:
        message = f"is {written} characters long; shorten it to {MESSAGE_LIMIT - ROOM}"
        yield Problem(entry.path, entry.line_in_answer(), message)
