"""What an answer may depend on: somebody's citizenship, level, role, stage of the studies."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from actions.content.countries import COUNTRIES

GROUP_NAME = re.compile(r"[a-z][a-z0-9_]{2,}")  # three signs or more: no country is called so
Members = Mapping[str, frozenset[str]]  # a group's name → its countries
T = TypeVar("T")


class Level(StrEnum):
    """Of study."""

    BACHELOR = "bachelor"
    MASTER = "master"
    PHD = "phd"
    PREPARATORY = "preparatory"
    EXCHANGE = "exchange"


class Role(StrEnum):
    """At the university."""

    STUDENT = "student"
    TEACHER = "teacher"


class Stage(StrEnum):
    """How far somebody is on the way through a programme."""

    APPLICANT = "applicant"  # not admitted yet
    ADMITTED = "admitted"  # and not begun
    STUDYING = "studying"
    GRADUATING = "graduating"  # in the last year
    GRADUATE = "graduate"


Named = Level | Role | Stage
KINDS: Mapping[str, type[Named]] = {"level": Level, "role": Role, "stage": Stage}
CONDITION_KEYS = ("citizenship", *KINDS)  # the fields of what follows


def key_of(word: Named) -> str:
    """Under which key a word stands."""
    return next(key for key, kind in KINDS.items() if isinstance(word, kind))


@dataclass(frozen=True)
class Circumstances:
    """Whose question it is; None where nobody knows."""

    citizenship: str | None = None  # ISO 3166-1, two letters
    level: Level | None = None
    role: Role | None = None
    stage: Stage | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known."""
        return self == Circumstances()

    def or_else(self, other: "Circumstances") -> "Circumstances":
        """These, and what only the others know."""
        return Circumstances(
            **{key: getattr(self, key) or getattr(other, key) for key in CONDITION_KEYS}
        )

    def having(self, word: str) -> "Circumstances":
        """The same with a country, level, role or stage of that name; unchanged if it is none."""
        if word in COUNTRIES:
            return replace(self, citizenship=word)
        told: dict[str, Any] = {key: kind(word) for key, kind in KINDS.items() if word in set(kind)}
        return replace(self, **told)


NOTHING_KNOWN = Circumstances()


@dataclass(frozen=True)
class Condition:
    """Whom something is for: one of the values under each key that has any."""

    citizenship: tuple[str, ...] = ()  # countries and names of groups, as written
    level: tuple[Level, ...] = ()
    role: tuple[Role, ...] = ()
    stage: tuple[Stage, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every value that it names."""
        return tuple(word for key in CONDITION_KEYS for word in getattr(self, key))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of countries that it names."""
        return tuple(word for word in self.citizenship if word not in COUNTRIES)

    def countries(self, members: Members) -> frozenset[str]:
        """The countries that it names, those of its groups included."""
        grouped = (members.get(word, frozenset((word,))) for word in self.citizenship)
        return frozenset().union(*grouped) & COUNTRIES

    def fits(self, whose: Circumstances, members: Members) -> bool:
        """Whether everything that it asks for is known, and so."""
        if self.citizenship and whose.citizenship not in self.countries(members):
            return False
        asked = {key: words for key in KINDS if (words := getattr(self, key))}
        return all(getattr(whose, key) in words for key, words in asked.items())

    def weight(self, whose: Circumstances) -> tuple[int, bool]:
        """How much it asks for; a country by its name counts more than by its group."""
        asked = sum(bool(getattr(self, key)) for key in CONDITION_KEYS)
        return asked, whose.citizenship in self.citizenship


EVERYBODY = Condition()


def best_fit(
    choices: Iterable[tuple[Condition, T]], whose: Circumstances, members: Members
) -> T | None:
    """What is for these circumstances: most conditions win, then whatever was written first."""
    fitting = [
        (condition.weight(whose), value)
        for condition, value in choices
        if condition.fits(whose, members)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def condition_of(given: Mapping[str, Iterable[str]]) -> tuple[Condition, list[str]]:
    """A condition of words under keys, and a sentence for each that can't be understood."""
    known = {key: tuple(words) for key, words in given.items() if key in CONDITION_KEYS}
    problems = [
        f"`{key}:` is no condition; use one of: {', '.join(CONDITION_KEYS)}"
        for key in given
        if key not in CONDITION_KEYS
    ]
    problems += [problem for key, words in known.items() for problem in _wrong_words(key, words)]
    if not problems and not any(known.values()):
        problems = ["the condition is missing; write one such as `citizenship: KZ`"]
    named: dict[str, Any] = {
        key: tuple(kind(word) for word in known.get(key, ()) if word in set(kind))
        for key, kind in KINDS.items()
    }
    citizenship = tuple(word for word in known.get("citizenship", ()) if _is_citizenship(word))
    return Condition(citizenship, **named), problems


def _is_citizenship(word: str) -> bool:
    return word in COUNTRIES or bool(GROUP_NAME.fullmatch(word))


def _wrong_words(key: str, words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if key == "citizenship" and not _is_citizenship(word):
            yield f"“{word}” is no country; write its two letters such as KZ, or a group's name"
        elif key in KINDS and word not in set(KINDS[key]):
            yield f"“{word}” is no {key}; use one of: {', '.join(KINDS[key])}"
