"""What people may tell of themselves, so that answers and reminders are for them."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from actions.content.circumstances import KINDS
from actions.content.countries import COUNTRIES
from actions.domain.person import Awaiting, Person


class Trait(StrEnum):
    """What can be told; the names are those of `Person`."""

    CITIZENSHIP = "citizenship"
    LEVEL = "level"
    ROLE = "role"
    STAGE = "stage"
    LANGUAGE = "chosen_locale"


# What is typed, and not only tapped.
TYPED: Mapping[Trait, Awaiting] = {
    Trait.CITIZENSHIP: Awaiting.CITIZENSHIP,
}


def told(person: Person, trait: Trait) -> str | None:
    """What is known of it."""
    value: str | None = getattr(person, trait)
    return value


def telling(person: Person, trait: Trait, value: str | None) -> Person:
    """The same person with it, or without; nothing is awaited any more."""
    known: dict[str, Any] = {trait.value: value}
    return replace(person, awaiting=Awaiting.QUESTION, **known)


def telling_nothing(person: Person) -> Person:
    """The same person without any of it."""
    nothing: dict[str, Any] = {trait.value: None for trait in Trait}
    return replace(person, awaiting=Awaiting.QUESTION, **nothing)


def read_value(trait: Trait, text: str, locales: frozenset[str]) -> str | None:
    """What a button says; None if it can't be."""
    if kind := KINDS.get(trait):
        return kind(text) if text in set(kind) else None
    return text if text in (COUNTRIES if trait is Trait.CITIZENSHIP else locales) else None
