"""What stands around a name, by the lists of the languages that it may be in."""

from collections.abc import Iterable, Iterator, Sequence

from actions.content.entity_words import EntityWords
from bot.nlu.rasa.entity_keys import Word
from bot.nlu.rasa.phrases import Phrases

BESIDE = 2  # words: one may stand between
NEAR = 3
FAR = 6
CONTEXTS = (
    *("own", "own_country", "own_country_after", "others", "not_from", "done"),
    *("before.from", "before.place", "before.apart", "after.person", "after.apart", "fillers"),
    *("supposed", "supposed_after", "elsewhere"),
)


class Context:
    """What stands around a name, in the languages that it may be in."""

    def __init__(self, known: Iterable[EntityWords]) -> None:
        lists: dict[str, list[tuple[str, None]]] = {name: [] for name in CONTEXTS}
        for each in known:
            for name in CONTEXTS:
                lists[name] += [(phrase, None) for phrase in _phrases(each, name)]
        self._lists = {name: Phrases(phrases) for name, phrases in lists.items()}

    def before(self, name: str, there: Sequence[Word], start: int) -> int | None:
        """Where a phrase begins that ends just before a word, a filler apart."""
        found = self._lists[name].ends_at(there, start)
        if found is None and (filler := self._lists["fillers"].ends_at(there, start)) is not None:
            found = self._lists[name].ends_at(there, filler)
        same = found is not None and there[found].sentence == there[start].sentence
        return found if same else None

    def back_over(self, names: Sequence[str], there: Sequence[Word], start: int) -> int:
        """Where something ends that stands before a word and before such phrases in between."""
        found = [self._lists[name].ends_at(there, start) for name in names]
        before = min((each for each in found if each is not None), default=None)
        return start if before is None else self.back_over(names, there, before)

    def behind(self, name: str, there: Sequence[Word], end: int) -> bool:
        """Whether a phrase begins just behind a word."""
        same = end < len(there) and there[end].sentence == there[end - 1].sentence
        return bool(same and self._lists[name].at(there, end))

    def near(self, name: str, there: Sequence[Word], start: int, end: int, where: int) -> bool:
        """Whether a phrase stands between two words, in the sentence of a third one."""
        found = self._lists[name].within(there, start, end)
        return any(there[position].sentence == there[where].sentence for position in found)

    def anywhere(self, name: str, there: Sequence[Word]) -> bool:
        """Whether a phrase stands in the message at all."""
        return next(self._lists[name].within(there, 0, len(there)), None) is not None

    def beside(self, name: str, there: Sequence[Word], start: int, end: int) -> bool:
        """Whether a phrase stands a few words away, before the next comma."""
        return self.in_clause(name, there, start - NEAR, end + NEAR, start)

    def in_clause(self, name: str, there: Sequence[Word], start: int, end: int, where: int) -> bool:
        """Whether a phrase stands between two words, in the clause of a third one."""
        found = self._lists[name].within(there, start, end)
        return any(there[position].clause == there[where].clause for position in found)


def _phrases(each: EntityWords, name: str) -> Iterator[str]:
    key, _, part = name.partition(".")
    if not part:
        yield from each.list(key)
    yield from (word for found, word in each.names(key) if found == part)
