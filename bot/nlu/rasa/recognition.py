"""Whose country, level of study, role and stage a message names: rules over lists of words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.content.entity_words import EntityWords
from bot.nlu.rasa.context import BESIDE, FAR, NEAR, Context
from bot.nlu.rasa.countries import PEOPLE, Countries, Form, Named, Reading
from bot.nlu.rasa.entity_keys import Word, words
from bot.nlu.rasa.phrases import Phrase, Phrases
from bot.nlu.rasa.stages import Stages

HOST = "AZ"  # where everybody studies: its name alone says nothing of a citizenship
SKIP = ("skip", "")  # of phrases that only look like a level


@dataclass(frozen=True)
class Recognised:
    """A piece of information, and where it stands in the text."""

    kind: str
    value: str
    start: int
    end: int
    is_own: bool


class Recogniser:
    """Knows the words of all languages."""

    def __init__(self, named: Iterable[Named], known: Sequence[EntityWords]) -> None:
        self._countries = Countries(named, known)
        self._known = {each.locale: each for each in known}
        self._contexts: dict[frozenset[str], Context] = {}
        self._phrases = Phrases(_meanings(known))
        self._stages = Stages(known, self._context)

    def recognise(self, text: str, locale: str | None = None) -> list[Recognised]:
        """Everything in a message, in order; `locale` is the language that it seems to be in."""
        there = list(words(text))
        judged = list(self._judged(there, locale))
        abroad = [there[each.reading.start].start for each in judged if each.is_abroad()]
        stages = self._stages.told(text, there, locale, abroad)
        found = [
            *_citizenships(judged),
            *self._levels_and_roles(there, locale),
            *(Recognised("stage", each.stage, each.start, each.end, True) for each in stages),
        ]
        return sorted(found, key=lambda each: (each.start, each.kind))

    def _judged(self, there: Sequence[Word], locale: str | None) -> Iterator["_Judge"]:
        position = 0
        while position < len(there):
            reading = self._countries.at(there, position, locale)
            if reading is None:
                position += 1
                continue
            yield _Judge(there, self._context(locale, reading.named.locale), reading)
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

    def is_abroad(self) -> bool:
        """Whether it says that something is in another country."""
        return self.reading.named.country != HOST and self._is_place()

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


def _citizenships(judged: Iterable[_Judge]) -> Iterator[Recognised]:
    for each in judged:
        there, reading, own = each.there, each.reading, each.own()
        if own is not None:
            start, end = there[reading.start].start, there[reading.end - 1].end
            yield Recognised("citizenship", reading.named.country, start, end, own)
