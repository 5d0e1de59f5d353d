"""Finds phrases in the words of a message."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.rasa.entity_keys import Word, keys

ANY_ENDING = "*"
SHORTEST_PREFIX = 3  # letters of a word that may go on
ALTERNATIVES = re.compile(r"\(([^()]*)\)")  # (one|other)


@dataclass(frozen=True)
class Phrase:
    """A phrase by the keys of its words; the last one may go on."""

    keys: tuple[str, ...]
    is_open: bool
    meaning: Any

    def fits(self, words: Sequence[Word], start: int) -> bool:
        """Whether it stands there, within one sentence."""
        there = words[start : start + len(self.keys)]
        if len(there) < len(self.keys) or there[0].sentence != there[-1].sentence:
            return False
        *others, last = zip(self.keys, (word.key for word in there), strict=True)
        same_end = last[1].startswith(last[0]) if self.is_open else last[0] == last[1]
        return same_end and all(one == other for one, other in others)


class Phrases:
    """Many phrases, looked up by their first word, or by two where both stand as they are."""

    def __init__(self, phrases: Iterable[tuple[str, Any]]) -> None:
        self._exact: dict[str, list[Phrase]] = defaultdict(list)
        self._pairs: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
        self._open: dict[str, list[Phrase]] = defaultdict(list)
        self.longest = 0
        for text, meaning in phrases:
            self._add(Phrase(keys(text), text.endswith(ANY_ENDING), meaning))

    def _add(self, phrase: Phrase) -> None:
        exact = phrase.keys[:-1] if phrase.is_open else phrase.keys
        if len(exact) > 1:
            self._pairs[exact[0], exact[1]].append(phrase)
        elif exact:
            self._exact[exact[0]].append(phrase)
        elif phrase.keys:
            self._open[phrase.keys[0]].append(phrase)
        self.longest = max(self.longest, len(phrase.keys))

    def at(self, words: Sequence[Word], start: int) -> Phrase | None:
        """The longest phrase that begins there."""
        fitting = [each for each in self._candidates(words, start) if each.fits(words, start)]
        return max(fitting, key=lambda each: (len(each.keys), len(each.keys[-1])), default=None)

    def within(self, words: Sequence[Word], start: int, end: int) -> Iterator[int]:
        """Where phrases begin that stand wholly between two words."""
        for position in range(max(start, 0), min(end, len(words))):
            found = self.at(words, position)
            if found and position + len(found.keys) <= end:
                yield position

    def ends_at(self, words: Sequence[Word], end: int) -> int | None:
        """Where a phrase begins that ends just before a word; the longest one."""
        for start in range(max(end - self.longest, 0), end):
            for each in self._candidates(words, start):
                if start + len(each.keys) == end and each.fits(words, start):
                    return start
        return None

    def _candidates(self, words: Sequence[Word], start: int) -> Iterator[Phrase]:
        first = words[start].key
        yield from self._exact.get(first, ())
        if start + 1 < len(words):
            yield from self._pairs.get((first, words[start + 1].key), ())
        for length in range(SHORTEST_PREFIX, len(first) + 1):
            yield from self._open.get(first[:length], ())


def written_out(phrase: str) -> Iterator[str]:
    """Every phrase that "(I am|I was) admitted" stands for."""
    found = ALTERNATIVES.search(phrase)
    if found is None:
        yield phrase
        return
    for each in found[1].split("|"):
        yield from written_out(f"{phrase[: found.start()]}{each}{phrase[found.end() :]}")
