"""Puts words typed on a foreign keyboard back into their own letters: "muraciet" into "müraciət".

The encoder knows languages as they are written in books. What students type without diacritics or in
Latin letters is respelled with the words of our own examples; a word that none of them has stays.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

from bot.nlu.rasa.romanisation import WORD, lower, russian_key, without_accents
from bot.nlu.rasa.sounds import consonants, own_forms, typed_forms, unlikeness

# For each language the most frequent word with a key; where sounds decide, the most frequent few, and
# how often each stands in examples.
Tables = dict[str, dict[str, Any]]

SHORTEST_KEY = 2  # one letter alone fits dozens of words
MOST_WORDS = 8  # with one key
# Where vowels decide: what a misfit counts beside the logarithm of the frequency, and the worst that is
# believed: of a word, of one consonant, and of a word that English has, too.
MISFIT, WORST, WORST_OF_ONE, WORST_OF_ENGLISH = 4.0, 2.0, 0.3, 0.25
OTHER_READING = 0.7  # what it counts that letters are read less commonly
# English words that others type as well: how often they must stand in examples, and of how many letters.
ENGLISH, OFTEN, LONG_ENOUGH = "en", 8, 4
ARTICLE = re.compile("\\b(?:el|al|il|l)[ -]?(?=[\u0620-\u06d3])")  # before a respelt Arabic word
REMEMBERED = 2**14  # words


@dataclass(frozen=True)
class Orthography:
    """How a language is recognised in its own letters, and by what its words are found."""

    own_letters: re.Pattern[str]
    key: Callable[[str], str] | None = None  # None: its words are found by their sounds
    dotless: bool = False  # capital I is the capital of ı, as in Turkish

    def keys(self, word: str) -> Iterator[str]:
        """By what a word in its own letters is found."""
        if self.key:
            yield self.key(word)
        else:
            yield from dict.fromkeys(map(consonants, own_forms(word)))

    def lower(self, text: str) -> str:
        """Lower case as this language has it."""
        return lower(text.replace("I", "ı")) if self.dotless else lower(text)

    def is_native(self, text: str) -> bool:
        """Whether at least one letter is only found in this writing."""
        return bool(self.own_letters.search(self.lower(text)))


ORTHOGRAPHIES: Mapping[str, Orthography] = {
    "az": Orthography(re.compile("[əğışçöü]"), without_accents, dotless=True),
    "tr": Orthography(re.compile("[ğışçöü]"), without_accents, dotless=True),
    "ru": Orthography(re.compile("[а-яё]"), russian_key),
    "fa": Orthography(re.compile("[\u0620-\u06d3]")),
    "ar": Orthography(re.compile("[\u0620-\u06d3]")),
}
# Russian in Latin letters, longest first; unlike the others it can be undone without a table.
RUSSIAN = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("yu", "ю"),
    ("ju", "ю"), ("iu", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "ё"), ("jo", "ё"), ("ye", "е"),
    ("je", "е"),
    ("iy", "ий"), ("ij", "ий"), ("yy", "ый"),
    *zip("abvgdeziyjklmnoprstufhcxwq4'", "абвгдезийжклмнопрстуфхцхвкчь", strict=True),
)  # fmt: skip


class Respelling:
    """Tables of known words, one for each language, by the key of their plain spelling."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._by_sound = lru_cache(REMEMBERED)(self._found_by_sound)

    @classmethod
    def learn(cls, examples: Iterable[tuple[str, str]]) -> "Respelling":
        """Collect the words of texts in their own letters, and often used English ones."""
        counts: dict[str, dict[str, Counter[str]]] = {
            locale: defaultdict(Counter) for locale in (*ORTHOGRAPHIES, ENGLISH)
        }
        for text, locale in examples:
            orthography = ORTHOGRAPHIES.get(locale)
            if locale == ENGLISH:
                for word in WORD.findall(lower(text)):
                    counts[ENGLISH][word][word] += len(word) >= LONG_ENOUGH
            elif orthography and orthography.is_native(text):
                for word in WORD.findall(orthography.lower(text)):
                    for key in orthography.keys(word):
                        counts[locale][key][word] += 1
        tables: Tables = {
            locale: _most_frequent(counts[locale], by_sound=orthography.key is None)
            for locale, orthography in ORTHOGRAPHIES.items()
        }
        often = {word: word for word, found in counts[ENGLISH].items() if found[word] >= OFTEN}
        return cls({**tables, ENGLISH: often})

    def respell(self, text: str, locale: str | None) -> str:
        """The text in its own letters, as far as its words are known."""
        orthography = ORTHOGRAPHIES.get(locale or "")
        if locale is None or orthography is None or orthography.is_native(text):
            return text
        if orthography.key is None:
            respelt = WORD.sub(lambda found: self._by_sound(found[0], locale), text)
            return ARTICLE.sub("ال", respelt) if locale == "ar" else respelt
        table, key_of = self.tables.get(locale, {}), orthography.key

        def own(found: re.Match[str]) -> str:
            word = found[0]
            key = key_of(word)
            if len(key) >= SHORTEST_KEY and key in table:
                return str(table[key])
            return cyrillic(word) if locale == "ru" and not word.isdigit() else word

        return WORD.sub(own, text)

    def _found_by_sound(self, word: str, locale: str) -> str:
        """The likeliest word that sounds so; the word itself if none does."""
        best = max(self._sounding(word, locale), default=(0.0, word))
        return best[1]

    def _sounding(self, word: str, locale: str) -> Iterator[tuple[float, str]]:
        table = self.tables.get(locale, {})
        is_english = lower(word) in self.tables.get(ENGLISH, {})
        for number, typed in enumerate(typed_forms(word, locale)):
            key = consonants(typed)
            worst = WORST if len(key) >= SHORTEST_KEY else WORST_OF_ONE
            worst = min(worst, WORST_OF_ENGLISH) if is_english else worst
            for own, count in table.get(key, ()) if key else ():
                forms = [form for form in own_forms(own) if consonants(form) == key]
                misfit = min(unlikeness(form, typed, word) for form in forms)
                if misfit <= worst:
                    yield log(count) - MISFIT * misfit - OTHER_READING * (number > 0), own


def cyrillic(word: str) -> str:
    """A Russian word in Latin letters, by rule: for words that no example has."""
    rest, written = lower(word), ""
    while rest:
        for latin, letter in RUSSIAN:
            if rest.startswith(latin):
                after_consonant = bool(written) and written[-1] not in "аеёиоуыэюя"
                written += "ы" if latin == "y" and after_consonant else letter
                rest = rest[len(latin) :]
                break
        else:
            written, rest = written + rest[0], rest[1:]
    return written


def _most_frequent(keys: Mapping[str, Counter[str]], *, by_sound: bool) -> dict[str, Any]:
    most = {key: words.most_common(MOST_WORDS) for key, words in sorted(keys.items()) if key}
    return dict(most) if by_sound else {key: words[0][0] for key, words in most.items()}
