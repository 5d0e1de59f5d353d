"""What people may tell of themselves, so that answers and reminders are for them."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from actions.content.circumstances import Level, Role, Stage
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
    match trait:
        case Trait.CITIZENSHIP:
            return text if text in COUNTRIES else None
        case Trait.LEVEL:
            return Level(text) if text in set(Level) else None
        case Trait.ROLE:
            return Role(text) if text in set(Role) else None
        case Trait.STAGE:
            return Stage(text) if text in set(Stage) else None
        case Trait.LANGUAGE:
            return text if text in locales else None
