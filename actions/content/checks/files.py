"""Files that nobody reads: a wrong ending or folder, and an answer is silently not there."""

import re
from collections.abc import Iterator
from pathlib import Path

from actions.content.accepted import FILE as ACCEPTED
from actions.content.canned import CANNED
from actions.content.checks.checked import Checked
from actions.content.deadline_rules_reader import FILE as DEADLINES
from actions.content.desks import DESKS
from actions.content.events_reader import FOLDER as EVENTS
from actions.content.facts_reader import FOLDER as FACTS
from actions.content.first import MOST_ASKED
from actions.content.groups import FILE as GROUPS
from actions.content.hours import HOURS
from actions.content.languages import LANGUAGES, read_languages
from actions.content.numerals import FILE as NUMBERS
from actions.content.partners_reader import FOLDER as PARTNERS
from actions.content.problem import Problem, warning
from actions.content.registry import LOCALES, TOPICS

KNOWN = {LOCALES, TOPICS, DESKS, HOURS, GROUPS, DEADLINES, MOST_ASKED, ACCEPTED}
FOLDERS = {FACTS, EVENTS, PARTNERS, CANNED}
ENTRY_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# What editors' programs leave behind, and pages for people.
LEFT_BEHIND = re.compile(r"\..*|.*~|#.*#|.*\.(?:swp|tmp|bak|orig)|README.*|Thumbs\.db|desktop\.ini")


def every_file_is_read(checked: Checked) -> Iterator[Problem]:
    """Every file in `knowledge/` and `nlu_data/` has a name and a place where it is read."""
    locales = set(checked.kb.locales)
    languages, _ = read_languages(checked.project / "nlu_data")
    understood = locales | {each.code for each in languages}
    for root, reads, spoken in (
        ("knowledge", _is_knowledge, locales),
        ("nlu_data", _is_training, understood),
    ):
        folder = checked.project / root
        for path in sorted(folder.rglob("*")) if checked.project != Path() else ():
            place = path.relative_to(folder).parts
            if any(map(LEFT_BEHIND.fullmatch, place)) or not path.is_file():
                continue
            if not reads(place, spoken):
                message = "is read by nobody: no file of this name and ending belongs here"
                yield warning(path, 1, f"{message}; rename, move or delete it")


def plain_names(checked: Checked) -> Iterator[Problem]:
    """An entry's file is named with small Latin letters, digits and hyphens."""
    for entry in checked.entries:
        if not ENTRY_NAME.fullmatch(entry.path.stem):
            message = f"“{entry.path.name}” is no name for an entry; use small Latin letters,"
            yield Problem(entry.path, 1, f"{message} digits and hyphens, such as fee-payment.md")


def _is_knowledge(place: tuple[str, ...], locales: set[str]) -> bool:
    if place[-1].endswith(".md"):
        return True  # read, or complained of where entries are read
    if len(place) == 1:
        return place[0] in KNOWN
    is_listed = place[0] in FOLDERS and place[1].endswith(".yml")
    return len(place) == len(("fr", NUMBERS)) and (
        is_listed or (place[0] in locales and place[1] == NUMBERS)
    )


def _is_training(place: tuple[str, ...], locales: set[str]) -> bool:
    if len(place) == 1:
        return place[0] == LANGUAGES
    is_pair = len(place) == len(("fr", "intents.yml"))
    return is_pair and place[0] in locales and place[1].endswith(".yml")
