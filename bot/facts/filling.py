"""Puts facts into their places in an answer, and tells what one must know about them."""

import re
from dataclasses import dataclass, field
from datetime import date

from actions.content.circumstances import Condition
from actions.content.facts import Certainty, Fact
from actions.content.facts_values import Value
from actions.content.knowledge_base import KnowledgeBase
from actions.content.placeholders import PLACEHOLDER
from actions.domain.occasion import Occasion
from bot.facts.values import address, with_time, written
from bot.i18n import Words

# `[words]({name})`: a link whose address is a fact.
LINK = re.compile(rf"\[(?P<words>[^\[\]]*)\]\({PLACEHOLDER.pattern}\)")


@dataclass(frozen=True)
class Filled:
    """An answer in the small Markdown, and what was done to it."""

    text: str
    shown: tuple[Fact, ...] = ()
    is_withheld: bool = False  # a value was not shown, since it must be confirmed
    applied: tuple[Condition, ...] = ()  # of cases that were chosen for this person

    @property
    def is_secondary(self) -> bool:
        """Whether anything in it comes from secondary sources."""
        return any(fact.certainty is Certainty.SECONDARY for fact in self.shown)

    def oldest(self, checked_on: date) -> date:
        """The day of the oldest check: that of the entry, or of a fact in it."""
        return min((checked_on, *(fact.checked_on for fact in self.shown)))


def fill(markdown: str, kb: KnowledgeBase, words: Words, occasion: Occasion) -> Filled:
    """An answer with the values of its facts; one that is not sure is named, not shown."""
    return _Filling(kb, words, occasion).fill(markdown)


@dataclass
class _Filling:
    """One answer that is being filled."""

    kb: KnowledgeBase
    words: Words
    occasion: Occasion
    shown: list[Fact] = field(default_factory=list)
    applied: list[Condition] = field(default_factory=list)
    is_withheld: bool = False

    def fill(self, markdown: str) -> Filled:
        """Links first: what stands in their addresses is no text."""
        text = PLACEHOLDER.sub(self._in_text, LINK.sub(self._in_link, markdown))
        return Filled(text, tuple(self.shown), self.is_withheld, tuple(self.applied))

    def _in_link(self, place: re.Match[str]) -> str:
        value = self._value(place)
        target = address(value) if value else ""
        if target:
            return f"[{place['words']}](<{target}>)"
        return f"{place['words']} {self._written(place, value)}"

    def _in_text(self, place: re.Match[str]) -> str:
        """Without the point of `2016 г.` where the sentence ends with one of its own."""
        text = self._written(place, self._value(place))
        is_last = place.string[place.end() :].startswith(".")
        return text.removesuffix(".") if is_last else text

    def _written(self, place: re.Match[str], value: Value | None) -> str:
        if value is None:
            return self.words("to_confirm")
        text = written(value, self.words, self.kb.default_locale)
        return with_time(text, self.kb.facts[place["name"]].as_of, self.words)

    def _value(self, place: re.Match[str]) -> Value | None:
        """What may be shown in a place; None if it must be confirmed first."""
        fact = self.kb.facts.get(place["name"])
        if fact is None or not fact.is_current(self.occasion.today):
            self.is_withheld = True
            return None
        self.shown.append(fact)
        if named := fact.case(place["case"] or ""):
            return named.value
        if chosen := fact.case_for(self.occasion.whose, self.kb.members):
            self.applied.append(chosen.condition)
            return chosen.value
        return fact.value
