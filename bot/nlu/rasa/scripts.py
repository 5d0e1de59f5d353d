"""What the letters of a text alone say about its language."""

import unicodedata
from collections import Counter
from functools import cache

from bot.nlu.rasa.romanisation import lower

LATIN, CYRILLIC, ARABIC = "LATIN", "CYRILLIC", "ARABIC"
# Scripts that (nearly) one language is written in: a hint for people, though we do not speak it.
ONE_LANGUAGE = {
    "DEVANAGARI": "hi", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy", "HEBREW": "he", "GREEK": "el", "THAI": "th", "BENGALI": "bn", "TAMIL": "ta",
    "GURMUKHI": "pa", "ETHIOPIC": "am", "SINHALA": "si", "BURMESE": "my", "KHMER": "km",
    "TELUGU": "te",
}  # fmt: skip
# Letters that our own language of the same script does not have.
FOREIGN_LETTERS = {
    "uk": frozenset("іїєґ"), "kk": frozenset("әғқңөұүһі"), "tg": frozenset("ӣқӯҳҷ"),
    "sr": frozenset("ђјљњћџ"),
    "ur": frozenset("ٹڈڑںےہھ"), "ckb": frozenset("ێۆڕڵە"), "ps": frozenset("ښڼۍټډړ"),
    "de": frozenset("ß"), "fr": frozenset("èêàùœ"), "es": frozenset("ñ¿¡"),
    "pl": frozenset("łąęśżź"), "pt": frozenset("ãõ"),
}  # fmt: skip

# Of these, what Azerbaijani in Cyrillic letters has as well: alone they give nothing away.
SHARED = frozenset("әғөүһ")


def main_script(text: str) -> str | None:
    """The script of most letters, by its Unicode name; None for a text without letters."""
    scripts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            scripts[_script(letter)] += count
    return scripts.most_common(1)[0][0] if scripts else None


def foreign_language(text: str) -> str | None:
    """A language that is not ours, if a letter gives it away."""
    letters = Counter(lower(text))
    found = {
        language: sum(letters[letter] for letter in given)
        for language, given in FOREIGN_LETTERS.items()
    }
    best = max(found, key=found.__getitem__)
    is_telling = found[best] and not FOREIGN_LETTERS[best] & letters.keys() <= SHARED
    return best if is_telling else None


@cache  # as many letters as Unicode has
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
