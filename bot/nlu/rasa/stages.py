"""At which stage of their studies people say they are: of themselves, here, and as a fact."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from actions.content.circumstances import Stage
from actions.content.entity_words import EntityWords
from bot.nlu.rasa.context import FAR, NEAR, Context
from bot.nlu.rasa.entity_keys import Word, keys, words
from bot.nlu.rasa.phrases import ANY_ENDING, Phrases, written_out

QUESTION_MARKS = ("?", "؟")
ASKED = 2  # words between a statement and a question mark that make it a question
# Who is this far and speaks of another school is at that stage there, not here.
ENROLLED = frozenset({Stage.STUDYING, Stage.GRADUATING, Stage.GRADUATE})

ContextOf = Callable[..., Context]  # of some languages


@dataclass(frozen=True)
class Told:
    """A stage, and where it stands in the text."""

    stage: str
    start: int
    end: int


class Stages:
    """Knows in which words people say it, whatever language a message seems to be in."""

    def __init__(self, known: Sequence[EntityWords], context_of: ContextOf) -> None:
        self._context_of = context_of
        self._tongues = [_Tongue(each) for each in known]

    def told(
        self, text: str, there: Sequence[Word], locale: str | None, abroad: Sequence[int]
    ) -> list[Told]:
        """Every statement, once; `abroad`: where places in other countries begin in the text."""
        found: dict[Told, None] = {}
        for tongue in self._tongues:
            languages = {tongue.locale, locale} - {None}
            context = self._context_of(*languages)
            for stage, start, end in tongue.statements(there):
                passage = _Passage(text, there, start, end, context)
                if passage.is_fact() and passage.is_here(stage, abroad):
                    found[Told(stage, there[start].start, there[end - 1].end)] = None
        return list(found)


class _Tongue:
    """One language: its statements, and the words that are passed over within them."""

    def __init__(self, known: EntityWords) -> None:
        self.locale = known.locale
        passed = known.list("passed_over")
        self._passed = frozenset(key for word in passed for key in keys(word))
        self._phrases = Phrases(
            (self._shortened(one), stage)
            for stage, phrase in known.names("stages")
            for one in written_out(phrase)
        )

    def statements(self, there: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
        """Each stage that is named, with its first word and the one behind its last."""
        places, position = self._of_weight(there), 0
        bare = [there[place] for place in places]
        while position < len(bare):
            phrase = self._phrases.at(bare, position)
            end = position + (len(phrase.keys) if phrase else 1)
            if phrase:
                yield phrase.meaning, places[position], places[end - 1] + 1
            position = end

    def _of_weight(self, there: Sequence[Word]) -> list[int]:
        """Where words stand that are not passed over."""
        return [place for place, word in enumerate(there) if word.key not in self._passed]

    def _shortened(self, phrase: str) -> str:
        there = list(words(phrase))
        left = [there[place] for place in self._of_weight(there)]
        ending = ANY_ENDING if phrase.endswith(ANY_ENDING) else ""
        return " ".join(phrase[word.start : word.end] for word in left) + ending


@dataclass(frozen=True)
class _Passage:
    """Words that would tell a stage, and what stands around them."""

    text: str
    there: Sequence[Word]
    start: int
    end: int
    context: Context

    def is_fact(self) -> bool:
        """Whether people say it of themselves, and neither ask nor suppose it."""
        there, start, end = self.there, self.start, self.end
        if self.context.near("others", there, start - FAR, start, start):
            return False
        is_supposed = self.context.in_clause("supposed", there, 0, start, start)
        is_doubted = self.context.in_clause("supposed_after", there, end, end + NEAR, end - 1)
        return not is_supposed and not is_doubted and not self._is_asked()

    def is_here(self, stage: str, abroad: Sequence[int]) -> bool:
        """Whether it is not said of a school, or of a university elsewhere."""
        there, start, end = self.there, self.start, self.end
        if stage in ENROLLED:
            return not abroad and not self.context.anywhere("elsewhere", there)
        near = there[max(start - NEAR, 0) : end + NEAR]
        beside = [word.start for word in near if word.clause == there[start].clause]
        if self.context.in_clause("elsewhere", there, end, end + NEAR, start):
            return False
        return not any(beside[0] <= each <= beside[-1] for each in abroad)

    def _is_asked(self) -> bool:
        """Whether a question mark follows, a word or two apart."""
        last = self.end - 1
        while last + 1 < len(self.there) and self.there[last + 1].clause == self.there[last].clause:
            last += 1
        if last - self.end + 1 > ASKED:
            return False
        following = self.there[last + 1].start if last + 1 < len(self.there) else len(self.text)
        return any(mark in self.text[self.there[last].end : following] for mark in QUESTION_MARKS)
