"""From a message to a decision: the same path for Telegram, the terminal and measurements."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.content.choices import conditions_of, open_choices
from actions.content.circumstances import NOTHING_KNOWN, Circumstances
from actions.content.knowledge_base import Found, KnowledgeBase
from actions.domain.decision import (
    Answer,
    Clarify,
    Decision,
    Decline,
    HandOff,
    Reason,
    Refusal,
    Thresholds,
)
from actions.domain.interpretation import Candidate, Interpretation
from actions.domain.locale_choice import best_match, choose_locale, served_locales, unspoken
from actions.domain.mentions import asked_about, told_of_self
from actions.domain.text import cleaned, is_readable
from actions.errors import ModelUnavailable
from actions.library import Library
from actions.ports import Interpreter
from actions.understanding import Understanding

LIKELY = 0.005  # the least with which an entry is worth a look by staff


@dataclass(frozen=True)
class Question:
    """What somebody wrote, and what is known of them."""

    text: str
    prior_locale: str | None = None  # chosen, last spoken, or of their app
    earlier: tuple[str, ...] = ()  # their messages before this one, oldest first
    other_locales: tuple[str, ...] = ()  # that they are known to use besides
    whose: Circumstances = NOTHING_KNOWN  # what they told of themselves before


@dataclass(frozen=True)
class Considered:
    """A decision, what it rests on, and the entries that it names."""

    decision: Decision
    locale: str
    found: tuple[Found, ...] = ()
    offered: tuple[Found, ...] = ()  # what may have been asked besides
    interpretation: Interpretation | None = None  # None: nothing was asked of the model
    whose: Circumstances = NOTHING_KNOWN  # for whom the answer is
    candidates: tuple[str, ...] = ()  # entries that may be meant, best first
    unspoken: str | None = None  # the language of the message, where it is none of ours and new

    @property
    def told(self) -> Circumstances:
        """What the message says of the person who wrote it."""
        return told_of_self(self.interpretation.entities if self.interpretation else ())

    @property
    def ranking(self) -> tuple[Candidate, ...]:
        """What the model made of it; nothing, if it was not asked."""
        return self.interpretation.ranking if self.interpretation else ()

    @property
    def confidence(self) -> float:
        """How sure the model was of its best candidate."""
        return self.ranking[0].confidence if self.ranking else 0.0


class Answering:
    """Considers one message at a time; remembers nothing."""

    def __init__(
        self,
        interpreter: Interpreter,
        library: Library,
        limits: Thresholds,
        reads: Mapping[str, str] | None = None,
    ) -> None:
        """`reads`: what those who write a language that we do not speak read of ours."""
        self._interpreter, self._library, self._reads = interpreter, library, reads or {}
        self._understanding = Understanding(interpreter, limits)

    async def consider(self, question: Question) -> Considered:
        """What to do with a message; a silent model is a reason to hand off."""
        kb = self._library.kb
        text = cleaned(question.text)
        home = self.served(question.prior_locale) or kb.default_locale
        if not is_readable(text):
            return Considered(Decline(Refusal.UNREADABLE), home)
        try:
            decision, understood = await self._understanding.understand(
                text, question.earlier, kb.ids.__contains__
            )
        except ModelUnavailable:
            return Considered(HandOff(Reason.UNAVAILABLE), home)
        locale = choose_locale(
            understood.languages,
            question.prior_locale,
            kb.locales,
            kb.default_locale,
            self._reads,
        )
        others = served_locales(question.other_locales, kb.locales)
        named = decision.entry_ids if isinstance(decision, Answer | Clarify) else ()
        besides = decision.offered if isinstance(decision, Answer) else ()
        found, offered = (
            tuple(entry for i in ids if (entry := kb.find(i, locale, *others)))
            for ids in (named, besides)
        )
        shown = found if isinstance(decision, Answer) else ()
        whose = await self._whose(question, understood, shown)
        candidates = tuple(
            each.intent
            for each in understood.ranking
            if each.intent in kb.ids and each.confidence >= LIKELY
        )
        other = await self._newly_unspoken(question, understood)
        return Considered(
            decision, locale, found, offered, understood, whose, candidates, unspoken=other
        )

    async def _newly_unspoken(self, question: Question, understood: Interpretation) -> str | None:
        """A language of which we must say that we don't speak it; once, while they go on in it."""
        served = self._library.kb.locales
        other = unspoken(understood.languages, served)
        if other is None or not question.earlier:
            return other
        try:
            before = await self._interpreter.interpret(cleaned(question.earlier[-1]))
        except ModelUnavailable:
            return other
        return None if unspoken(before.languages, served) == other else other

    async def _whose(
        self, question: Question, understood: Interpretation, found: tuple[Found, ...]
    ) -> Circumstances:
        """What the message says, else what is known, else what earlier messages said.

        Earlier messages are read once more only where an answer depends on it.
        """
        whose = asked_about(understood.entities).or_else(question.whose)
        for text in reversed(question.earlier):
            if not _is_open(found, whose, self._library.kb):
                break
            whose = whose.or_else(await self._said_in(text))
        return whose

    async def _said_in(self, text: str) -> Circumstances:
        try:
            return asked_about((await self._interpreter.interpret(cleaned(text))).entities)
        except ModelUnavailable:
            return NOTHING_KNOWN

    def served(self, tag: str | None) -> str | None:
        """The language that we speak for a tag such as `az-AZ`; None if there is none."""
        return best_match(tag, self._library.kb.locales)


def _is_open(found: tuple[Found, ...], whose: Circumstances, kb: KnowledgeBase) -> bool:
    """Whether an answer depends on something that nobody has said yet."""
    conditions = (each for one in found for each in conditions_of(one.entry, whose, kb))
    return bool(open_choices(conditions, whose, kb.members).words)
