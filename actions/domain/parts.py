"""Cuts a message into what may be several questions, so that each can be answered."""

import re

from actions.domain.text import letters_of

MOST_PARTS = 3  # whoever asks more at once is shown what the first ones lead to
FEWEST_LETTERS = 5  # "ok." and "Hi!" ask nothing
# An end of a sentence in any of our scripts; not the dot in "beu.edu.az" or "3.5".
END = re.compile(r"[?؟？!！…;؛；。\n]+|[.](?=\s|$)")
QUESTION_MARK = re.compile("[?؟？]")
# What joins two questions in one sentence, in the languages that we speak or understand.
JOINTS = (
    *("and also", "and", "also"),
    *("həm də", "hem de", "bir də", "bir de", "bi de", "birde", "və", "ve", "ayrıca", "ayrica"),
    *("а ещё", "а еще", "и ещё", "и еще", "также", "и", "а", "a eshe"),
    *("همچنین", "و", "va", "wa", "كذلك", "وأيضا", "وكمان"),
    *("et aussi", "et", "und auch", "und", "y también", r"y(?!\s+(?:a|ont|aller)\b)"),
    *("також", "та", "і", "й", "және", "hamda", "hem-de", "aur", "और", "اور", "და"),
)
# In Arabic "and" is written together with the word behind it, here one that asks.
ASKING = "هل|كم|بكم|كيف|أين|اين|وين|فين|متى|امتى|ايمتى|ما|ماذا|مين|شو|ايش|شنو|شقد|قديش|اديش|كمان"
ARABIC_JOINT = rf"(?=و(?:{ASKING})\b)"
JOINT = re.compile(
    rf"(?:\s*[,،]\s*|\s+)(?:{'|'.join(JOINTS)})\s+|\s*[,،]\s+|，|\s+{ARABIC_JOINT}", re.IGNORECASE
)


def parts_of(text: str) -> tuple[str, ...]:
    """The sentences and clauses that may ask something, in order; empty if there is only one."""
    sentences = [part for part in map(str.strip, END.split(text)) if _may_ask(part)]
    clauses = [clause for sentence in sentences for clause in _clauses(sentence)]
    parts = clauses if len(clauses) <= MOST_PARTS else sentences
    return tuple(parts[:MOST_PARTS]) if len(parts) > 1 else ()


def asks_twice(text: str) -> bool:
    """Whether two of its sentences end with a question mark."""
    return sum(map(_may_ask, QUESTION_MARK.split(text)[:-1])) > 1


def _clauses(sentence: str) -> list[str]:
    """A sentence cut at its joints, if every piece may ask something; else whole."""
    pieces = [piece.strip() for piece in JOINT.split(sentence) if piece and piece.strip()]
    whole = len(pieces) < 2 or not all(map(_may_ask, pieces))  # noqa: PLR2004 -- one piece is whole
    return [sentence] if whole else pieces


def _may_ask(part: str) -> bool:
    return letters_of(part) >= FEWEST_LETTERS
