"""What people may tell of themselves, so that answers and reminders are for them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from actions.content.circumstances import Level, Role
from actions.content.countries import COUNTRIES
from actions.domain.person import Awaiting, Person


class Trait(StrEnum):
    """What can be told; the names are those of `Person`."""

    CITIZENSHIP = "citizenship"
    LEVEL = "level"
    ROLE = "role"
    LANGUAGE = "chosen_locale"
    ARRIVED = "arrived_on"
    PERMIT = "permit_until"


# What is typed, and not only tapped.
TYPED: Mapping[Trait, Awaiting] = {
    Trait.CITIZENSHIP: Awaiting.CITIZENSHIP,
    Trait.ARRIVED: Awaiting.ARRIVAL,
    Trait.PERMIT: Awaiting.PERMIT,
}
DAYS = frozenset({Trait.ARRIVED, Trait.PERMIT})
YEAR = timedelta(days=365)
# How long ago, and how far ahead, such a day may be; another one is a slip.
LIKELY = {Trait.ARRIVED: (20 * YEAR, YEAR), Trait.PERMIT: (5 * YEAR, 10 * YEAR)}


def told(person: Person, trait: Trait) -> str | date | None:
    """What is known of it."""
    value: str | date | None = getattr(person, trait)
    return value


def telling(person: Person, trait: Trait, value: str | date | None) -> Person:
    """The same person with it, or without; nothing is awaited any more."""
    known: dict[str, Any] = {trait.value: value}
    return replace(person, awaiting=Awaiting.QUESTION, **known)


def telling_nothing(person: Person) -> Person:
    """The same person without any of it."""
    nothing: dict[str, Any] = {trait.value: None for trait in Trait}
    return replace(person, awaiting=Awaiting.QUESTION, **nothing)


def read_value(trait: Trait, text: str, locales: frozenset[str]) -> str | date | None:
    """What a button says; None if it can't be."""
    match trait:
        case Trait.CITIZENSHIP:
            return text if text in COUNTRIES else None
        case Trait.LEVEL:
            return Level(text) if text in set(Level) else None
        case Trait.ROLE:
            return Role(text) if text in set(Role) else None
        case Trait.LANGUAGE:
            return text if text in locales else None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def likely(trait: Trait, days: tuple[date, ...], today: date) -> tuple[date, ...]:
    """The days that may be meant."""
    ago, ahead = LIKELY[trait]
    return tuple(day for day in days if today - ago <= day <= today + ahead)
