"""Writes a sentence as people type it: without accents, in Latin letters, with slips."""

import random
from collections.abc import Mapping

PLAIN = str.maketrans("əğışçöüƏĞİŞÇÖÜ", "egiscouEGISCOU")
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sch",
            "_",
            "y",
            "_",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
ARABIC = dict(
    zip(
        "اآبپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيىئةأإؤ",
        ["a", "a", "b", "p", "t", "s", "j", "ch", "h", "kh", "d", "z", "r", "z", "zh", "s", "sh", "s", "z", "t", "z", "a", "gh", "f", "gh", "k", "k", "g", "l", "m", "n", "o", "h", "i", "i", "a", "e", "e", "a", "e", "o"],
        strict=True,
    )
) | {"ء": "_", "\u200c": "_"}  # fmt: skip
CONSONANTS = "bptjchkdzrsghfqlmn"
SLIPS = "aeioklmnrst"


def noisy(text: str, locale: str, chance: random.Random) -> str:
    """The same, or less tidy."""
    if chance.random() < 0.3:
        text = text.lower()
    if chance.random() < 0.3:
        text = text.rstrip("?.!")
    if chance.random() < 0.3:
        text = _latin(text, locale, chance)
    if chance.random() < 0.3:
        text = _with_slips(text, chance, chance.choice((0.02, 0.05, 0.08)))
    words = text.split()
    if chance.random() < 0.1 and len(words) > 4:
        del words[chance.randrange(len(words))]
        text = " ".join(words)
    return text


def _latin(text: str, locale: str, chance: random.Random) -> str:
    if locale in {"az", "tr"}:
        return text.translate(PLAIN)
    if locale == "ru":
        return "".join(_letter(CYRILLIC, char) for char in text)
    return _with_vowels(text, chance) if locale in {"fa", "ar"} else text


def _with_vowels(text: str, chance: random.Random) -> str:
    """Arabic letters as Latin ones; short vowels, which are not written, by chance."""
    written = ""
    for char in text:
        letter = _letter(ARABIC, char)
        both = written[-1:] and written[-1] in CONSONANTS and letter[:1] in {*CONSONANTS}
        if both and chance.random() < 0.6:
            written += chance.choice("aaeeo")
        written += letter
    return written


def _letter(table: Mapping[str, str], char: str) -> str:
    return table.get(char, table.get(char.lower(), char)).replace("_", "")


def _with_slips(text: str, chance: random.Random, share: float) -> str:
    """Letters left out, doubled, swapped or added."""
    written, place = [], 0
    while place < len(text):
        char, following = text[place], text[place + 1 : place + 2]
        if char.isalpha() and chance.random() < share:
            kind = chance.randrange(4)
            if kind == 1:
                written += [char, char]
            elif kind == 2 and following:
                written += [following, char]
                place += 1
            elif kind == 3:
                written.append(chance.choice(SLIPS))
        else:
            written.append(char)
        place += 1
    return "".join(written)
