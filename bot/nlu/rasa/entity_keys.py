"""One key for a word of any of our languages, however it is typed; and words with their places."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.rasa.romanisation import russian_key
from bot.nlu.rasa.text import normal_form

# A word with the vowel signs and apostrophes in it: "Kazakistan'dan" and "ABŞ-dan" are one.
WORD = re.compile(r"[A-ZƏĞŞÇÖÜİ]{2,4}-\w{1,6}\b|[\w\u064b-\u0652\u0670\u0640]+(?:['’ʼ]\w+)*")
APOSTROPHES = re.compile("['’ʼ‘`-]")
# Between two words: what stands before it says nothing of what follows.
BREAK = re.compile(r"(?<=\w\w)\.|[!?;؟؛\n]")
PAUSE = re.compile(r"[,،:–—]")
# Letters of Arabic and Persian that people exchange for one another.
FOLDED = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه", "ى": "ي", "ی": "ي", "ئ": "ي",
     "ؤ": "و", "ک": "ك", "ٔ": ""}
)  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word of a message, and where it stands."""

    key: str
    start: int
    end: int
    sentence: int = 0  # its number
    clause: int = 0  # the same, of what stands between commas


def key(word: str) -> str:
    """The same for "Qazaxıstan", "qazaxistan" and, in Russian, for "Казахстан" and "kazakhstan"."""
    bare = unicodedata.normalize("NFC", normal_form(word)).translate(FOLDED)
    # The key of "sh" is a w: the letter itself must be another one, or "we" would be "she".
    return russian_key(APOSTROPHES.sub("", bare).replace("w", "v").replace("W", "v"))


def keys(phrase: str) -> tuple[str, ...]:
    """The keys of all words of a phrase."""
    return tuple(word.key for word in words(phrase))


def words(text: str) -> Iterator[Word]:
    """Every word of a text, in order."""
    end, sentence, clause = 0, 0, 0
    for found in WORD.finditer(text):
        is_over = bool(BREAK.search(text, end, found.start()))
        sentence += is_over
        clause += is_over or bool(PAUSE.search(text, end, found.start()))
        end = found.end()
        if known := key(found.group()):
            yield Word(known, found.start(), end, sentence, clause)
