"""Texts that the small Markdown leaves as they are."""

import re

MARKUP = re.compile(r"[\\`*_\[\]<>#]")
# What turns the direction of writing around: in a name, it would turn our words around as well.
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """A text on one line, in that line's direction, in which nothing is markup."""
    line = DIRECTIONS.sub("", " ".join(text.splitlines()))
    return MARKUP.sub(r"\\\g<0>", line)
