"""Finds names of countries and peoples in a message, in whatever form a language gives them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from actions.content.entity_words import EntityWords
from bot.nlu.rasa.country_names import country_names, peoples
from bot.nlu.rasa.entity_keys import Word, key, keys

SHORTEST = 3  # letters of a name that may have an ending
SURE = 6  # letters of a name by which one knows it in any language
NAME, PEOPLE = "name", "people"


class Form(StrEnum):
    """What an ending says; the most telling first."""

    OWN = "own"  # I am from there
    FROM = "from"
    PERSON = "person"  # somebody from there
    PLAIN = "plain"
    OTHER = "other"
    PLACE = "place"  # in it, to it


FORMS = tuple(Form)


@dataclass(frozen=True)
class Named:
    """A name in the tables of a model."""

    locale: str
    country: str
    kind: str  # a country's name, or its people's
    keys: tuple[str, ...]
    is_doubtful: bool = False  # a word besides
    is_stem: bool = False  # no word without an ending


@dataclass(frozen=True)
class Reading:
    """A name that was found, and the form in which it stands."""

    named: Named
    form: Form
    start: int  # of the first word
    end: int  # behind the last one


def named_in_all(known: Sequence[EntityWords]) -> list[Named]:
    """Every name in every language; one that is a word in any of them is doubtful in all."""
    doubtful = {keys(name) for words in known for name in words.list("doubtful")}
    return [named for words in known for named in _named_in(words, doubtful)]


def _named_in(words: EntityWords, doubtful: Collection[tuple[str, ...]]) -> Iterator[Named]:
    """CLDR's names of countries and peoples, and those of the lists."""
    found = [
        (code, name, NAME)
        for code, name in (*country_names(words.locale), *words.names("countries"))
    ]
    found += [
        (code, name, PEOPLE) for code, name in (*peoples(words.locale), *words.names("demonyms"))
    ]
    for code, name, kind in found:
        parts = keys(name)
        stem = _stem(parts, words, name)
        if parts:
            yield Named(words.locale, code, kind, stem, parts in doubtful, stem != parts)


def _stem(parts: tuple[str, ...], words: EntityWords, name: str) -> tuple[str, ...]:
    """The name without the letter that endings replace: "Турци" of "Турция"."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    if words.dropped and last and last[-1] in words.dropped and len(last) > SHORTEST:
        return (*parts[:-1], key(last[:-1]))
    return parts


class Countries:
    """All names, looked up by their beginnings."""

    def __init__(self, named: Iterable[Named], words: Iterable[EntityWords]) -> None:
        self._single: dict[str, list[Named]] = defaultdict(list)
        self._longer: dict[str, list[Named]] = defaultdict(list)
        for each in named:
            single = len(each.keys) == 1
            (self._single if single else self._longer)[each.keys[0]].append(each)
        known = list(words)
        self._endings = {each.locale: _endings(each) for each in known}
        self._prefixes = [
            (each.locale, key(prefix), form)
            for each in known
            for name, form in (("prefixes", Form.PLAIN), ("place_prefixes", Form.PLACE))
            for prefix in each.list(name)
        ]

    def at(self, words: Sequence[Word], start: int, locale: str | None) -> Reading | None:
        """The name that begins there: the longest, in the message's language if possible."""
        found = [each for each in self._readings(words, start) if _is_likely(each, locale)]

        def rank(reading: Reading) -> tuple[Any, ...]:
            named = reading.named
            length = (reading.end - reading.start, len(named.keys[-1]))
            return (*length, named.locale == locale, -FORMS.index(reading.form), named.country)

        return max(found, key=rank, default=None)

    def _readings(self, words: Sequence[Word], start: int) -> Iterator[Reading]:
        word = words[start].key
        yield from self._single_at(start, word)
        yield from self._longer_at(words, start, word)
        for locale, prefix, form in self._prefixes:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= SHORTEST:
                found = [*self._single_at(start, rest), *self._longer_at(words, start, rest)]
                plain = (each for each in found if each.named.locale == locale)
                yield from (
                    replace(each, form=max(each.form, form, key=FORMS.index)) for each in plain
                )

    def _single_at(self, start: int, word: str) -> Iterator[Reading]:
        for stem, rest in _cuts(word):
            for named in self._single.get(stem, ()):
                if form := self._form(named, rest):
                    yield Reading(named, form, start, start + 1)

    def _longer_at(self, words: Sequence[Word], start: int, first: str) -> Iterator[Reading]:
        for named in self._longer.get(first, ()):
            end = start + len(named.keys)
            there = [word.key for word in words[start:end]]
            if there[1:-1] != list(named.keys[1:-1]) or len(there) < len(named.keys):
                continue
            if there[-1].startswith(named.keys[-1]):
                form = self._form(named, there[-1].removeprefix(named.keys[-1]))
                if form:
                    yield Reading(named, form, start, end)

    def _form(self, named: Named, rest: str) -> Form | None:
        if not rest:
            return None if named.is_stem else Form.PLAIN
        return self._endings.get(named.locale, {}).get(rest)


def _is_likely(reading: Reading, locale: str | None) -> bool:
    """Not a short word that only another language's ending makes a name: "indi" is no India."""
    named = reading.named
    at_home = locale is None or named.locale == locale
    has_ending = named.is_stem or reading.form is not Form.PLAIN
    return at_home or not has_ending or len("".join(named.keys)) >= SURE


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """A word as a name and its ending, the longest name first."""
    yield word, ""
    for length in range(len(word) - 1, SHORTEST - 1, -1):
        yield word[:length], word[length:]


def _endings(words: EntityWords) -> Mapping[str, Form]:
    """By their keys; what an ending most tells, if it stands under several headings."""
    listed = [(key(ending), Form(form)) for form, ending in words.names("endings")]
    return dict(sorted(listed, key=lambda pair: -FORMS.index(pair[1])))
