"""What a message is made of, before anybody tries to understand it."""

import unicodedata

from actions.content.scripts import IDEOGRAPH

LONGEST = 4096  # characters; longer texts block the model for seconds
ASKING = ("?", "؟")  # what a question ends with
CONTROL = {"Cc", "Cf", "Cs", "Co", "Cn"}  # invisible: overrides of direction, surrogates, …
KEPT = {"\n", "\t", "\u200c", "\u200d"}  # Persian and emoji need the (non-)joiners


def cleaned(text: str) -> str:
    """The text without invisible characters, cut to what a model can read."""
    kept = (c for c in text[: 2 * LONGEST] if c in KEPT or unicodedata.category(c) not in CONTROL)
    return "".join(kept).strip()[:LONGEST]


def is_readable(text: str) -> bool:
    """Whether there is anything to understand: at least two letters."""
    return sum(map(str.isalpha, text)) >= 2  # noqa: PLR2004 -- "2" is what the sentence says


def letters_of(text: str) -> int:
    """How much is said, in letters of an alphabet: a Chinese character says as much as three."""
    return sum(map(str.isalpha, text)) + 2 * len(IDEOGRAPH.findall(text))


def words_of(text: str) -> int:
    """How much is said, in words; Chinese has no blanks, and two characters are about a word."""
    return len(IDEOGRAPH.sub("", text).split()) + len(IDEOGRAPH.findall(text)) // 2
