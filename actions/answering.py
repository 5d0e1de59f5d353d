"""From a message to a decision: the same path for Telegram, the terminal and measurements."""

from dataclasses import dataclass

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
    decide,
)
from actions.domain.interpretation import Candidate, Interpretation
from actions.domain.locale_choice import best_match, choose_locale
from actions.domain.text import cleaned, is_readable
from actions.errors import ModelUnavailable
from actions.library import Library
from actions.ports import Interpreter


@dataclass(frozen=True)
class Question:
    """What somebody wrote, and what is known of them."""

    text: str
    prior_locale: str | None = None  # chosen, last spoken, or of their app
    earlier: tuple[str, ...] = ()  # their messages before this one, oldest first


@dataclass(frozen=True)
class Considered:
    """A decision, what it rests on, and the entries that it names."""

    decision: Decision
    locale: str
    found: tuple[Found, ...] = ()
    interpretation: Interpretation | None = None  # None: nothing was asked of the model
    candidates: tuple[str, ...] = ()  # entries that may be meant, best first

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

    def __init__(self, interpreter: Interpreter, library: Library, limits: Thresholds) -> None:
        self._interpreter, self._library, self._limits = interpreter, library, limits

    async def consider(self, question: Question) -> Considered:
        """What to do with a message; a silent model is a reason to hand off."""
        kb = self._library.kb
        text = cleaned(question.text)
        home = self.served(question.prior_locale) or kb.default_locale
        if not is_readable(text):
            return Considered(Decline(Refusal.UNREADABLE), home)
        try:
            understood = await self._interpreter.interpret(text)
        except ModelUnavailable:
            return Considered(HandOff(Reason.UNAVAILABLE), home)
        decision = decide(understood, self._limits, kb.ids.__contains__)
        locale = choose_locale(
            understood.languages, question.prior_locale, kb.locales, kb.default_locale
        )
        found = _entries(decision, kb, locale)
        candidates = tuple(c.intent for c in understood.ranking if c.intent in kb.ids)
        return Considered(decision, locale, found, understood, candidates)

    def served(self, tag: str | None) -> str | None:
        """The language that we speak for a tag such as `az-AZ`; None if there is none."""
        return best_match(tag, self._library.kb.locales)


def _entries(decision: Decision, kb: KnowledgeBase, locale: str) -> tuple[Found, ...]:
    if not isinstance(decision, Answer | Clarify):
        return ()
    return tuple(found for i in decision.entry_ids if (found := kb.find(i, locale)))
