"""Whose country, level of study and role a message names: rules over lists of words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.content.entity_words import EntityWords
from bot.nlu.rasa.countries import PEOPLE, Countries, Form, Named, Reading
from bot.nlu.rasa.entity_keys import Word, words
from bot.nlu.rasa.phrases import Phrase, Phrases

HOST = "AZ"  # where everybody studies: its name alone says nothing of a citizenship
BESIDE = 2  # words: one may stand between
NEAR = 3
FAR = 6
CONTEXTS = (
    *("own", "own_country", "own_country_after", "others", "not_from", "done"),
    *("before.from", "before.place", "before.apart", "after.person", "after.apart", "fillers"),
)
SKIP = ("skip", "")  # of phrases that only look like a level


@dataclass(frozen=True)
class Recognised:
    """A piece of information, and where it stands in the text."""

    kind: str
    value: str
    start: int
    end: int
    is_own: bool


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

    def beside(self, name: str, there: Sequence[Word], start: int, end: int) -> bool:
        """Whether a phrase stands a few words away, before the next comma."""
        found = self._lists[name].within(there, start - NEAR, end + NEAR)
        return any(there[position].clause == there[start].clause for position in found)


def _phrases(each: EntityWords, name: str) -> Iterator[str]:
    key, _, part = name.partition(".")
    if not part:
        yield from each.list(key)
    yield from (word for found, word in each.names(key) if found == part)


class Recogniser:
    """Knows the words of all languages."""

    def __init__(self, named: Iterable[Named], known: Sequence[EntityWords]) -> None:
        self._countries = Countries(named, known)
        self._known = {each.locale: each for each in known}
        self._contexts: dict[frozenset[str], Context] = {}
        self._phrases = Phrases(_meanings(known))

    def recognise(self, text: str, locale: str | None = None) -> list[Recognised]:
        """Everything in a message, in order; `locale` is the language that it seems to be in."""
        there = list(words(text))
        found = [*self._citizenships(there, locale), *self._levels_and_roles(there, locale)]
        return sorted(found, key=lambda each: (each.start, each.kind))

    def _citizenships(self, there: Sequence[Word], locale: str | None) -> Iterator[Recognised]:
        position = 0
        while position < len(there):
            reading = self._countries.at(there, position, locale)
            if reading is None:
                position += 1
                continue
            context = self._context(locale, reading.named.locale)
            own = _Judge(there, context, reading).own()
            if own is not None:
                yield _recognised("citizenship", reading.named.country, there, reading, own)
            position = reading.end

    def _levels_and_roles(self, there: Sequence[Word], locale: str | None) -> Iterator[Recognised]:
        context, position = self._context(locale), 0
        while position < len(there):
            phrase = self._phrases.at(there, position)
            end = position + (len(phrase.keys) if phrase else 1)
            if phrase and phrase.meaning != SKIP:
                yield from _level_or_role(there, context, phrase, position)
            position = end

    def _context(self, *locales: str | None) -> Context:
        """The lists of these languages; of all if a language is not known."""
        known = frozenset(locales) & frozenset(self._known)
        wanted = known if known and None not in locales else frozenset(self._known)
        if wanted not in self._contexts:
            self._contexts[wanted] = Context(self._known[each] for each in sorted(wanted))
        return self._contexts[wanted]


def _meanings(known: Iterable[EntityWords]) -> Iterator[tuple[str, tuple[str, str]]]:
    for each in known:
        yield from ((word, ("level", level)) for level, word in each.names("levels"))
        yield from ((word, ("role", role)) for role, word in each.names("roles"))
        yield from ((word, SKIP) for word in each.list("not_levels"))


def _level_or_role(
    there: Sequence[Word], context: Context, phrase: Phrase, start: int
) -> Iterator[Recognised]:
    kind, value = phrase.meaning
    end = start + len(phrase.keys)
    if kind == "level" and context.beside("done", there, start, end):
        return  # finished: not what the question is about
    of_others = context.near("others", there, start - FAR, start, start)
    own = not of_others and context.near("own", there, start - FAR, end + FAR, start)
    yield Recognised(kind, value, there[start].start, there[end - 1].end, own)


@dataclass(frozen=True)
class _Judge:
    """Decides whether a name of a country says of what country somebody is."""

    there: Sequence[Word]
    context: Context
    reading: Reading

    def own(self) -> bool | None:
        """Whether it is the writer's own; None: it says nothing of a citizenship."""
        reading, own, is_strong = self.reading, self._is_own(), self._is_strong()
        if self._is_apart():
            return None
        if reading.named.country == HOST and not own:
            return None
        if self._is_place():
            return None
        if is_strong or own:
            return own
        return False if self._is_weak() and not self._speaks_of_papers() else None

    def _is_strong(self) -> bool:
        """A citizen, a passport, “I am from”, in so many words."""
        by_person = self.context.behind("after.person", self.there, self.reading.end)
        return by_person or self.reading.form is Form.OWN

    def _is_weak(self) -> bool:
        """From there, or named without a sign of something else."""
        signs = self._origin is not None or self.reading.form in {Form.FROM, Form.PERSON}
        if self.reading.named.kind == PEOPLE:
            return signs and self.reading.form is not Form.FROM
        return signs or not self.reading.named.is_doubtful

    def _is_apart(self) -> bool:
        """Part of something else: a language, an embassy, a university."""
        before = self.context.before("before.apart", self.there, self.reading.start)
        return before is not None or self.context.behind(
            "after.apart", self.there, self.reading.end
        )

    def _is_place(self) -> bool:
        """In that country, or on the way to it."""
        is_person = self.context.behind("after.person", self.there, self.reading.end)
        before = self.context.before("before.place", self.there, self.reading.start)
        return not is_person and (before is not None or self.reading.form is Form.PLACE)

    @property
    def _origin(self) -> int | None:
        """Where a sign of origin before the name begins."""
        return self.context.before("before.from", self.there, self.reading.start)

    def _is_own(self) -> bool:
        """Whether people say it of themselves."""
        start, end, there = self.reading.start, self.reading.end, self.there
        near = self.context.near
        if near("others", there, start - FAR, start, start):
            return False
        is_told = near("own_country_after", there, end, end + NEAR, start)
        if self.reading.form is Form.OWN or is_told or self._is_told_directly():
            return True
        begin = start if self._origin is None else self._origin
        signs = self._origin is not None or self.reading.form in {Form.FROM, Form.PERSON}
        is_person = self.context.behind("after.person", there, end)
        begin = self.context.back_over(("fillers", "after.person"), there, begin)
        told = near("own_country", there, begin - BESIDE, start, start) and (signs or is_person)
        return told and (is_person or not self._papers_come_first())

    def _is_told_directly(self) -> bool:
        """“I am Kazakh”: nothing between the two but an article."""
        before = self.context.before("own_country", self.there, self.reading.start)
        return self.reading.named.kind == PEOPLE and before is not None

    def _speaks_of_papers(self) -> bool:
        """A diploma from there, a flight: where something comes from, not who."""
        start, end = self.reading.start, self.reading.end
        return self.context.near("not_from", self.there, start - NEAR, end + NEAR, start)

    def _papers_come_first(self) -> bool:
        """“My diploma from there”, and where endings say “from”: “oradan diplom”."""
        start, end = self.reading.start, self.reading.end
        before = self.context.near("not_from", self.there, start - NEAR, start, start)
        ending = self.reading.form is Form.FROM
        return before or (
            ending and self.context.near("not_from", self.there, end, end + NEAR, start)
        )


def _recognised(
    kind: str, value: str, there: Sequence[Word], reading: Reading, own: bool
) -> Recognised:
    return Recognised(kind, value, there[reading.start].start, there[reading.end - 1].end, own)
