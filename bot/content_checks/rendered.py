"""Answers as Telegram would show them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from actions.content.canned import CANNED
from actions.content.checks.checked import Checked
from actions.content.entry import Entry
from actions.content.problem import Problem, warning
from actions.content.scripts import first_strong
from actions.content.web_address import is_web_address
from actions.domain.occasion import Occasion
from bot.content_checks.phrasebooks import words_of
from bot.facts.filling import fill
from bot.telegram.rendering.bidi import isolate_text
from bot.telegram.rendering.markdown import addresses, to_runs, unsupported
from bot.telegram.rendering.runs import MESSAGE_LIMIT, length

ROOM = 1000  # characters that the source line and all notes may need around an answer
LEFT_OPEN = re.compile(r"\*\*|(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])|\]\(|`")
LINK = re.compile(r"\]\(|<\w+:")
ONE_DAY = date(2126, 1, 1)  # when every fact that has a last day is past it
LABELLED = re.compile(r"(?<!\\)\[(?P<label>[^\[\]]*)\]\(<?(?P<address>[^\s()<>]+)")
SITE = re.compile(
    r"(?P<scheme>https?://)?(?P<www>www\.)?(?P<site>(?:[\w-]+\.)+(?P<ending>[^\W\d_]{2,}))(?:[/?#:]\S*)?"
)
# Endings of files, which few sites have.
OF_A_FILE = re.compile(
    r"csv|doc[mx]?|gif|html?|ics|jpe?g|od[pst]|pdf|png|pp[st]x?|rar|rtf|svg|tiff?|txt|webp|xls[mx]?"
    r"|xml|zip",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]")


def formatting_telegram_has(checked: Checked) -> Iterator[Problem]:
    """An answer or a canned reply has only formatting that Telegram can show."""
    for path, line, text in _marked(checked):
        for number, found in unsupported(text):
            yield Problem(path, line + number, f"Telegram can't show {found}")


def nothing_left_open(checked: Checked) -> Iterator[Problem]:
    """Bold, italic, code and links end where they should: no sign of them is left to be seen."""
    for path, line, text in _marked(checked):
        if sign := left_open(text):
            message = f"“{sign}” has no partner, so students would see it; close or delete it"
            yield Problem(path, line + _line_of_open(text, sign), message)


def complete_links(checked: Checked) -> Iterator[Problem]:
    """Links are complete web addresses."""
    for entry, line, text, filled in _filled(checked, checked.today):
        for address in addresses(filled) if LINK.search(filled) else ():
            written = address if address in text else unquote(address)
            if not address.startswith(("mailto:", "tel:")) and not is_web_address(written):
                at = line + text.count("\n", 0, max(text.find(written), 0))
                message = (
                    f"the link {written!r} is no complete address such as https://beu.edu.az/en"
                )
                yield Problem(entry.path, at, message)


def links_say_where_they_lead(checked: Checked) -> Iterator[Problem]:
    """A link has words, and if these are an address, it leads to that site."""
    for entry in checked.entries:
        for line, text in entry.texts:
            for found in LABELLED.finditer(text):
                label, address = found["label"].strip("*` "), found["address"]
                at = line + text.count("\n", 0, found.start())
                if not label:
                    message = "the link has no words, so nobody sees it; write them into [ ]"
                    yield Problem(entry.path, at, message)
                elif (said := _site(label)) and (leads := _site(address)) and said != leads:
                    message = f"the link says {said} and leads to {leads}; make both agree"
                    yield Problem(entry.path, at, message)


def fits_one_message(checked: Checked) -> Iterator[Problem]:
    """An answer fits one message with its source line, also when its facts must be confirmed."""
    told: set[tuple[str, str, int]] = set()
    for today in (checked.today, ONE_DAY):
        for entry, line, _, filled in _filled(checked, today):
            if len(filled) <= MESSAGE_LIMIT - ROOM:
                continue  # what is shown is no longer than what is written
            written = length(to_runs(filled))
            if written > MESSAGE_LIMIT - ROOM and (entry.id, entry.locale, line) not in told:
                told.add((entry.id, entry.locale, line))
                message = f"is {written} characters long; shorten it to {MESSAGE_LIMIT - ROOM}"
                yield Problem(entry.path, line, message)


def begins_in_own_direction(checked: Checked) -> Iterator[Problem]:
    """In languages from right to left no line and no title begins with left-to-right words."""
    for entry in checked.entries:
        if not (locale := checked.kb.locales.get(entry.locale)) or not locale.is_rtl:
            continue
        if first_strong(entry.title) == "L" and _mixes(entry.title):
            message = "the title begins with Latin letters, which turns the button over; reword it"
            yield warning(entry.path, entry.line_of(entry.title), message)
        for line, text in entry.texts:
            for number, words in enumerate(text.split("\n")):
                if first_strong(isolate_text(words)) == "L" and _mixes(words):
                    message = "begins with left-to-right letters, which turns the line over"
                    yield warning(entry.path, line + number, f"{message}; reword it")


def _marked(checked: Checked) -> Iterator[tuple[Path, int, str]]:
    """All texts in the small Markdown: answers, their variants, and canned replies."""
    for entry in checked.entries:
        yield from ((entry.path, line, text) for line, text in entry.texts)
    for saying in checked.sayings:
        if saying.path.parent.name == CANNED:
            yield from ((saying.path, line, text) for line, text in saying.by_locale.values())


def _filled(checked: Checked, today: date) -> Iterator[tuple[Entry, int, str, str]]:
    """Every answer and variant: (entry, line, as written, with its facts)."""
    occasion = Occasion(today)
    for entry in checked.entries:
        words = words_of(checked.kb, entry.locale)
        for line, text in entry.texts:
            yield entry, line, text, fill(text, checked.kb, words, occasion).text


def _site(text: str) -> str:
    """The site of what is an address and nothing else; the name of a file is none."""
    found = SITE.fullmatch(text)
    if found is None:
        return ""
    is_file = OF_A_FILE.fullmatch(found["ending"]) and not (found["scheme"] or found["www"])
    return "" if is_file else found["site"].casefold()


def _mixes(text: str) -> bool:
    """Whether there are letters of both directions, so that the order can go wrong."""
    directions = {first_strong(letter) for letter in LETTERS.findall(text)}
    return {"L", "R"} <= directions


@lru_cache(maxsize=1 << 12)
def left_open(text: str) -> str:
    """The first sign of formatting that would be seen; empty if there is none."""
    shown = "".join(run.text for run in to_runs(text) if "code" not in run.tags)
    found = LEFT_OPEN.search(shown)
    return found[0] if found else ""


def _line_of_open(text: str, mark: str) -> int:
    """The first line on which a mark stands an odd number of times; from 0."""
    lines = text.split("\n")
    odd = (number for number, line in enumerate(lines) if line.count(mark) % 2)
    some = (number for number, line in enumerate(lines) if mark in line)
    return next(odd, next(some, 0))
