"""What to ask somebody when an answer is another for some people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actions.content.circumstances import (
    CONDITION_KEYS,
    KINDS,
    Circumstances,
    Condition,
    Members,
    Named,
)
from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.placeholders import placeholders


@dataclass(frozen=True)
class Choices:
    """What would change the answer, as far as it is not known."""

    countries: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()  # levels, roles and stages

    @property
    def words(self) -> tuple[str, ...]:
        """All of them, as `Circumstances.having` understands them."""
        return (*self.countries, *self.named)


def conditions_of(entry: Entry, whose: Circumstances, kb: KnowledgeBase) -> Iterator[Condition]:
    """On what an answer depends: its variants, and the cases of its facts."""
    yield from (each.condition for each in entry.variants)
    body = _body_for(entry, whose, kb)
    yield from _untold_cases(body, body, kb)


def reasons_to_ask(entry: Entry, whose: Circumstances, kb: KnowledgeBase) -> Iterator[Condition]:
    """Of these, those that are worth a question to who has not said them.

    Entries begin with the direct answer: a fact that is only mentioned further below is filled in
    for whoever is known, and nobody else is bothered with it.
    """
    yield from (each.condition for each in entry.variants)
    body = _body_for(entry, whose, kb)
    yield from _untold_cases(body.split("\n\n", 1)[0], body, kb)


def _body_for(entry: Entry, whose: Circumstances, kb: KnowledgeBase) -> str:
    chosen = entry.variant_for(whose, kb.members)
    return (chosen.body if chosen else entry.body).strip()


def _untold_cases(part: str, body: str, kb: KnowledgeBase) -> Iterator[Condition]:
    """Cases of a part's facts, except those that the answer names: `{registration_term:KZ}`."""
    told = {(place.name, place.case) for place in placeholders(body)}
    for place in placeholders(part):
        fact = kb.facts.get(place.name)
        for case in fact.cases if fact and not place.case else ():
            if not any((place.name, word) in told for word in case.condition.words):
                yield case.condition


def open_choices(
    conditions: Iterable[Condition], whose: Circumstances, members: Members
) -> Choices:
    """What these conditions ask for and nobody has said yet."""
    asked = list(conditions)
    countries = {code for each in asked for code in each.countries(members)}
    named = tuple(
        word
        for key, kind in KINDS.items()
        if getattr(whose, key) is None
        for word in kind
        if any(word in getattr(each, key) for each in asked)
    )
    return Choices(() if whose.citizenship else tuple(sorted(countries)), named)


def relevant(conditions: Iterable[Condition], whose: Circumstances) -> Circumstances:
    """Of what is known of somebody, that on which these conditions depend."""
    asked = {key for each in conditions for key in CONDITION_KEYS if getattr(each, key)}
    return Circumstances(**{key: getattr(whose, key) for key in asked})


def without(conditions: Iterable[Condition], whose: Circumstances) -> Circumstances:
    """What is known of somebody, less that on which these conditions depend."""
    known = relevant(conditions, whose)
    left = {key: getattr(whose, key) for key in CONDITION_KEYS if not getattr(known, key)}
    return Circumstances(**left)
