"""Questions must lead somewhere, to one place only, and not give the examination away."""

import re
from collections.abc import Iterator

from actions.content.checks.checked import Checked, held_out_in, in_any_order, normal
from actions.content.problem import Problem, warning

FEWEST = 8  # examples that a model needs to tell entries apart
MARKUP = re.compile(r"\*\*|`|\]\(|</?[a-z]+>|https?:", re.IGNORECASE)
LONGEST = 500  # letters; what is longer holds several questions
LONGEST_TITLE = 60  # characters that fit a Telegram button on a phone


def enough_questions(checked: Checked) -> Iterator[Problem]:
    """An entry has at least eight differently worded questions."""
    for entry in checked.entries:
        count = len(set(map(normal, entry.questions)))
        if count < FEWEST:
            message = f"has {count} different questions; write at least {FEWEST}, as people ask"
            yield warning(entry.path, entry.line_of("questions:"), message)


def title_fits_button(checked: Checked) -> Iterator[Problem]:
    """The first question, which stands on buttons, is short and plain."""
    for entry in checked.entries:
        if len(entry.title) > LONGEST_TITLE:
            message = f"the first question is the title on buttons: at most {LONGEST_TITLE} letters"
            yield warning(entry.path, entry.line_of(entry.title), message)
        if found := MARKUP.search(entry.title):
            message = f"“{found[0]}” would be seen on buttons; write the first question plainly"
            yield warning(entry.path, entry.line_of(entry.title), message)


def one_entry_a_question(checked: Checked) -> Iterator[Problem]:
    """A question leads to one entry only, also without accents or in another order of words."""
    first: dict[str, tuple[str, str]] = {}
    for entry in checked.entries:
        for question in filter(normal, entry.questions):
            known = first.setdefault(in_any_order(question), (entry.id, str(entry.path)))
            if known[0] != entry.id:
                message = f"“{question}” also stands in {known[1]}; keep it in one of them"
                yield Problem(entry.path, entry.line_of(question), message)


def questions_are_messages(checked: Checked) -> Iterator[Problem]:
    """A question says something, and no more than people write in one message."""
    for entry in checked.entries:
        for question in entry.questions:
            if not normal(question) or len(question) > LONGEST:
                wrong = "holds no word" if not normal(question) else f"has over {LONGEST} letters"
                message = f"“{question[:30]}” {wrong}; write what people ask"
                yield warning(entry.path, entry.line_of(question), message)


def said_once(checked: Checked) -> Iterator[Problem]:
    """A question stands once in its file."""
    for entry in checked.entries:
        seen: set[str] = set()
        for question in entry.questions:
            if normal(question) in seen:
                message = f"“{question}” stands here twice; word one of them differently"
                yield warning(entry.path, entry.line_of(question), message)
            seen.add(normal(question))


def nothing_held_out(checked: Checked) -> Iterator[Problem]:
    """No question of the examination is learned by heart, nor reordered or without accents."""
    for entry in checked.entries:
        for question in entry.questions:
            if found := held_out_in(checked, question):
                message = f"“{question}” is held out in {found}; word it differently here"
                yield Problem(entry.path, entry.line_of(question), message)
