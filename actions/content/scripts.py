"""Which script letters belong to, and which letters look like those of another script."""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

LATIN, CYRILLIC, ARABIC = "LATIN", "CYRILLIC", "ARABIC"
# Latin letters that nobody can tell from Cyrillic ones by looking at them.
LATIN_LIKE_CYRILLIC = frozenset("aceopxyABCEHKMOPTX")
IDEOGRAPH = re.compile("[\u4e00-\u9fff]")  # Chinese


@cache
def script_of(letter: str) -> str:
    """The first word of its name in Unicode; empty for what is no letter."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


@lru_cache(maxsize=1 << 16)  # words come again and again
def main_script(text: str) -> str:
    """The script of most letters; empty for a text without letters."""
    counts = Counter(script for letter in text if (script := script_of(letter)))
    return counts.most_common(1)[0][0] if counts else ""


def first_strong(text: str) -> str:
    """`L` or `R`: the direction of the first letter outside isolates (Unicode Annex 9, rule P2)."""
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif not depth and kind in {"L", "R", "AL"}:
            return "L" if kind == "L" else "R"
    return ""
