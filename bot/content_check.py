"""Checks of content that need to know how Telegram shows it."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import Problem
from actions.content.web_address import is_web_address
from actions.domain.occasion import Occasion
from bot.facts.filling import fill
from bot.i18n import Phrasebook
from bot.telegram.rendering.markdown import addresses, to_runs, unsupported
from bot.telegram.rendering.runs import MESSAGE_LIMIT, length

ROOM = 1000  # characters that the source line and all notes may need around an answer


def markup_problems(kb: KnowledgeBase, today: date) -> Iterator[Problem]:
    """Markup that Telegram would not show, broken links, answers that do not fit one message."""
    phrasebook, occasion = Phrasebook.load(kb.default_locale), Occasion(today)
    for entry in kb.entries.values():
        for line, text in entry.texts:
            filled = fill(text, kb, phrasebook[entry.locale], occasion).text
            yield from _formatting(entry, line, text)
            yield from _links(entry, line, text, filled)
            yield from _length(entry, line, filled)


def _formatting(entry: Entry, line: int, text: str) -> Iterator[Problem]:
    for number, found in unsupported(text):
        yield Problem(entry.path, line + number, f"Telegram can't show {found}")


def _links(entry: Entry, line: int, text: str, filled: str) -> Iterator[Problem]:
    for address in addresses(filled):
        written = address if address in text else unquote(address)
        if not address.startswith(("mailto:", "tel:")) and not is_web_address(written):
            at = line + text.count("\n", 0, max(text.find(written), 0))
            message = f"the link {written!r} is no complete address such as https://beu.edu.az/en"
            yield Problem(entry.path, at, message)


def _length(entry: Entry, line: int, filled: str) -> Iterator[Problem]:
    written = length(to_runs(filled))
    if written > MESSAGE_LIMIT - ROOM:
        message = f"is {written} characters long; shorten it to {MESSAGE_LIMIT - ROOM}"
        yield Problem(entry.path, line, message)
