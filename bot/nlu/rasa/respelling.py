"""Puts words typed on a foreign keyboard back into their own letters: "muraciet" into "müraciət".

The encoder knows languages as they are written in books. What students type without diacritics or in
Latin letters is respelled with the words of our own examples; a word that none of them has stays.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.nlu.rasa.romanisation import WORD, consonants, lower, russian_key, without_accents

Tables = dict[str, dict[str, str]]

SHORTEST_KEY = 2  # one consonant alone fits dozens of words


@dataclass(frozen=True)
class Orthography:
    """How a language is recognised in its own letters, and by what its words are found."""

    own_letters: re.Pattern[str]
    key: Callable[[str], str]
    dotless: bool = False  # capital I is the capital of ı, as in Turkish

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
    "fa": Orthography(re.compile("[\u0620-\u06d3]"), consonants),
    "ar": Orthography(re.compile("[\u0620-\u06d3]"), consonants),
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

    @classmethod
    def learn(cls, examples: Iterable[tuple[str, str]]) -> "Respelling":
        """Collect the words of texts in their own letters; the most frequent spelling stays."""
        counts: dict[str, dict[str, Counter[str]]] = {
            locale: defaultdict(Counter) for locale in ORTHOGRAPHIES
        }
        for text, locale in examples:
            orthography = ORTHOGRAPHIES.get(locale)
            if orthography is None or not orthography.is_native(text):
                continue
            for word in WORD.findall(orthography.lower(text)):
                counts[locale][orthography.key(word)][word] += 1
        return cls({locale: _most_frequent(keys) for locale, keys in counts.items()})

    def respell(self, text: str, locale: str | None) -> str:
        """The text in its own letters, as far as its words are known."""
        orthography = ORTHOGRAPHIES.get(locale or "")
        if locale is None or orthography is None or orthography.is_native(text):
            return text
        table = self.tables.get(locale, {})

        def own(found: re.Match[str]) -> str:
            word = found[0]
            key = orthography.key(word)
            if len(key) >= SHORTEST_KEY and key in table:
                return table[key]
            return cyrillic(word) if locale == "ru" and not word.isdigit() else word

        return WORD.sub(own, text)


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


def _most_frequent(keys: Mapping[str, Counter[str]]) -> dict[str, str]:
    return {key: counts.most_common(1)[0][0] for key, counts in sorted(keys.items()) if key}
