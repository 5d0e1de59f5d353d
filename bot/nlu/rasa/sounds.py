"""How Arabic and Persian words sound, in their own letters and as people type them in Latin ones.

Their own letters leave short vowels out, so words are looked up by their consonants; among those that
share them, the vowels decide. Digits, and letters that one country reads otherwise than another,
stand for several sounds: each is tried.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

from bot.nlu.rasa.romanisation import replaced, without_accents

# Letters that sound alike in Persian or Arabic share one.
OWN = str.maketrans(
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
# Persian and Arabic in Latin letters, with the digits that stand for sounds Latin lacks.
TYPED = (
    ("kh", "x"), ("gh", "g"), ("sh", "$"), ("ch", "c"), ("th", "s"), ("dh", "z"), ("zh", "j"),
    ("7'", "x"),
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("aa", "a"), ("2", ""), ("3", ""), ("5", "x"),
    ("7", "h"), ("6", "t"),
    ("8", "g"), ("9", "s"), ("4", "z"), ("q", "g"), ("w", "u"), ("v", "u"), ("y", "i"),
)  # fmt: skip

# What may stand for several sounds, the commonest first: ق is a 2 in Cairo, a 9 in Rabat, a g in the
# Gulf, where ج is a j that Cairo types as g; ch is ش in the Maghreb.
SEVERAL = {
    "2": ("", "g"), "9": ("s", "g"), "g": ("g", "j"), "ch": ("c", "$"), "dj": ("j",), "k": ("k", "g"),
}  # fmt: skip
ANY_OF_SEVERAL = re.compile("ch|dj|[29gk]")
ONE_SOUND = (("kh", "x"), ("gh", "8"), ("7'", "x"))  # whose letters are none of the above
MOST_FORMS = 16
SILENT_ENDINGS, TYPED_ENDING = "هة", "a"

VOWEL = re.compile("[aeiou]")
VOWELS = frozenset("aeiou")
REPEATED = re.compile(r"(.)\1+")
LONG = re.compile("oo|ou|uu|ee|ii|aa")
# Which typed vowels a long one may be.
SAME = {"a": "ae", "e": "aei", "i": "iey", "o": "ou", "u": "uo"}
# What a vowel costs that is written but not typed, typed but not written, or typed twice for none.
NOT_TYPED, NOT_WRITTEN, LONG_FOR_NONE = 1.5, 0.2, 0.7
UNLIKE = 9.0  # words that differ in more than vowels


def own_forms(word: str) -> Iterator[str]:
    """The sounds of a word in its own letters: with its ending, and with that as a mere vowel."""
    sounds = without_accents(word).translate(OWN)
    yield sounds
    if word[-1] in SILENT_ENDINGS and sounds.endswith("h"):
        yield sounds[:-1] + TYPED_ENDING


def typed_forms(word: str, locale: str) -> Iterator[str]:
    """What a word in Latin letters may sound like, the likeliest first."""
    bare = without_accents(word)
    if locale != "ar":
        yield replaced(bare, TYPED)
        return
    bare = replaced(bare, ONE_SOUND)
    choices: list[tuple[str, ...]] = []
    position = 0
    for found in ANY_OF_SEVERAL.finditer(bare):
        choices += [(replaced(bare[position : found.start()], TYPED),), SEVERAL[found[0]]]
        position = found.end()
    choices.append((replaced(bare[position:], TYPED),))
    forms = ("".join(each) for each in islice(product(*choices), MOST_FORMS))
    yield from dict.fromkeys(forms)


def consonants(sounds: str) -> str:
    """The key of a word: without vowels and doubling."""
    return REPEATED.sub(r"\1", VOWEL.sub("", sounds))


def unlikeness(own: str, typed: str, word: str) -> float:
    """How badly the vowels of sounds in their own letters fit those that were typed, as `word`."""
    written, heard = _between(own), _between(typed)
    if len(written) != len(heard):
        return UNLIKE
    long_for_none = len(LONG.findall(word)) - sum(letter in VOWELS for letter in own)
    between = sum(map(_misfit, written, heard))
    return between + LONG_FOR_NONE * max(0, long_for_none)


def _misfit(written: str, heard: str) -> float:
    """Between two consonants: written vowels must be heard, in order."""
    position, missing = 0, 0
    for vowel in written:
        fits = [n for n in range(position, len(heard)) if heard[n] in SAME[vowel]]
        position = fits[0] + 1 if fits else position
        missing += not fits
    return NOT_TYPED * missing + NOT_WRITTEN * max(0, len(heard) - len(written) + missing)


def _between(sounds: str) -> list[str]:
    """The vowels before, between and after consonants; a doubled one counts once."""
    found, last = [""], ""
    for sound in sounds:
        if sound in VOWELS:
            found[-1] += sound
        elif sound != last or found[-1]:
            found.append("")
            last = sound
    return found
