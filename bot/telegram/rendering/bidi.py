"""Latin fragments in Persian and Arabic, kept in their own direction.

Without isolation `(012) 919` or `beu.edu.az/en` is shown in the wrong order inside a
right-to-left line (Unicode Standard Annex 9, section 2.4: directional isolates).
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.telegram.rendering.runs import Run

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"

LATIN = "A-Za-zÀ-ɏƏə"
# A word with a Latin letter or a group of digits, with what belongs to it in between. A bracket
# is taken in only together with its partner: alone inside the marks it would be mirrored.
WORD = rf"[/@+]?[{LATIN}0-9](?:[{LATIN}0-9.,:/@&+_'’–?=%#-]*[{LATIN}0-9])?\+?"
IN_BRACKETS = rf"\([{LATIN}0-9][{LATIN}0-9 .,:/@&+_'’–-]*\)"
FRAGMENT = re.compile(rf"(?:{WORD}|{IN_BRACKETS})(?: (?:{WORD}|{IN_BRACKETS}))*")
HAS_LATIN_OR_GROUPS = re.compile(rf"[{LATIN}]|\d[ )(+-]+\d")


def isolate(runs: Iterable[Run]) -> list[Run]:
    """The same runs with every Latin fragment between isolating marks."""
    return [replace(run, text=isolate_text(run.text)) for run in runs]


def isolate_text(text: str) -> str:
    """The same text with every Latin fragment between isolating marks."""
    return FRAGMENT.sub(_isolated, text)


def _isolated(match: re.Match[str]) -> str:
    fragment = match.group()
    if not HAS_LATIN_OR_GROUPS.search(fragment):
        return fragment
    return f"{FIRST_STRONG_ISOLATE}{fragment}{POP_ISOLATE}"
