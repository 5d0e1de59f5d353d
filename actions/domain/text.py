"""What a message is made of, before anybody tries to understand it."""

import unicodedata

LONGEST = 4096  # characters; longer texts block the model for seconds
CONTROL = {"Cc", "Cf", "Cs", "Co", "Cn"}  # invisible: overrides of direction, surrogates, …
KEPT = {"\n", "\t", "\u200c", "\u200d"}  # Persian and emoji need the (non-)joiners


def cleaned(text: str) -> str:
    """The text without invisible characters, cut to what a model can read."""
    kept = (c for c in text[: 2 * LONGEST] if c in KEPT or unicodedata.category(c) not in CONTROL)
    return "".join(kept).strip()[:LONGEST]


def is_readable(text: str) -> bool:
    """Whether there is anything to understand: at least two letters."""
    return sum(map(str.isalpha, text)) >= 2  # noqa: PLR2004 -- "2" is what the sentence says
