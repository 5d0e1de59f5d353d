"""Writes our languages in plain Latin letters: one word, one key, however it is typed."""

import re
import unicodedata

# Azerbaijani and Turkish letters as people type them on a foreign keyboard.
LATIN = str.maketrans("əğışçöüßøæ", "egiscouso" + "e")
CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхцыэіїєґ", "abvgdeziiklmnoprstufhcieiieg", strict=True))
    | {"ё": "e", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
)
# How Russian is typed in Latin letters differs from person to person: these are one sound each.
RUSSIAN_SOUNDS = (
    ("shch", "w"), ("sch", "w"), ("sh", "w"), ("kh", "h"), ("x", "h"), ("zh", "j"), ("ts", "c"),
    ("ch", "4"),
    ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"), ("yo", "e"), ("jo", "e"), ("ye", "e"),
    ("je", "e"),
    ("y", "i"), ("j", "i"), ("'", ""), ("q", "k"),
)  # fmt: skip
WORD = re.compile(r"[\w']+")


def lower(text: str) -> str:
    """Lower case for all locales: the dotted capital I must not become two characters."""
    return text.replace("İ", "i").lower()


def without_accents(text: str) -> str:
    """Lower case with Latin letters bare: "Müraciət" and "muraciet" become one."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFD", lower(text).translate(LATIN))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def plain(text: str) -> str:
    """Bare Latin for Latin and Cyrillic; Arabic letters stay: their vowels cannot be guessed."""
    return without_accents(text).translate(CYRILLIC)


def russian_key(word: str) -> str:
    """The same for "vizu" and "визу", and for most ways to type a Russian word."""
    return replaced(plain(word), RUSSIAN_SOUNDS)


def replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """Every pair in turn: the second in the place of the first."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text
