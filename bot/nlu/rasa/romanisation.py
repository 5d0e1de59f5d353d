"""Writes our languages in plain Latin letters: one word, one key, however it is typed."""

import re
import unicodedata

# Azerbaijani and Turkish letters as people type them on a foreign keyboard.
LATIN = str.maketrans("əğışçöüßøæ", "egiscouso" + "e")
CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхцыэіїєґ", "abvgdeziiklmnoprstufhcieiieg", strict=True))
    | {"ё": "e", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
)
# Consonants alone tell words apart; letters that sound alike in Persian or Arabic share one.
ARABIC = str.maketrans(
    dict(
        zip(
            "بپتثجچحخدذرزژسصضطظغفقكکگلمنهةويىی",
            "bptsjchxdzrzjssdtzgfgkkglmnhhuiai",
            strict=True,
        )
    )
    | {"ا": "a", "آ": "a", "أ": "a", "إ": "a", "ٱ": "a", "ء": "", "ئ": "i", "ؤ": "u", "ش": "$"}
    | {"ع": ""}
)
# How Russian is typed in Latin letters differs from person to person: these are one sound each.
RUSSIAN_SOUNDS = (
    ("shch", "w"), ("sch", "w"), ("sh", "w"), ("kh", "h"), ("x", "h"), ("zh", "j"), ("ts", "c"),
    ("ch", "4"),
    ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"), ("yo", "e"), ("jo", "e"), ("ye", "e"),
    ("je", "e"),
    ("y", "i"), ("j", "i"), ("'", ""), ("q", "k"),
)  # fmt: skip
# Persian and Arabic in Latin letters, with the digits that stand for sounds Latin lacks.
CHAT_SOUNDS = (
    ("kh", "x"), ("gh", "g"), ("sh", "$"), ("ch", "c"), ("th", "s"), ("dh", "z"), ("zh", "j"),
    ("7'", "x"),
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("aa", "a"), ("2", ""), ("3", ""), ("5", "x"),
    ("7", "h"), ("6", "t"),
    ("8", "g"), ("9", "s"), ("4", "z"), ("q", "g"), ("w", "u"), ("v", "u"), ("y", "i"),
)  # fmt: skip

WORD = re.compile(r"[\w']+")
ARABIC_LETTER = re.compile("[\u0620-\u06d3]")
LATIN_LETTER = re.compile("[a-z]")
VOWEL = re.compile("[aeiou]")
REPEATED = re.compile(r"(.)\1+")


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
    return _replaced(plain(word), RUSSIAN_SOUNDS)


def consonants(word: str) -> str:
    """The same for "tahsili" and "تحصیلی": consonants without vowels and doubling."""
    bare = without_accents(word)
    if ARABIC_LETTER.search(bare):
        sounds = bare.translate(ARABIC)
    elif LATIN_LETTER.search(bare):
        sounds = _replaced(bare, CHAT_SOUNDS)
    else:
        sounds = bare
    return REPEATED.sub(r"\1", VOWEL.sub("", sounds))


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text
