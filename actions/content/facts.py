"""What the office may say as a fact, with its source and for how long it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from actions.content.circumstances import Circumstances, Condition, Members, best_fit
from actions.content.facts_values import Value


class Certainty(StrEnum):
    """How far a value may be relied on."""

    OFFICIAL = "official"
    SECONDARY = "secondary"  # shown, with a note
    TO_CONFIRM = "to_confirm"  # never shown


@dataclass(frozen=True)
class Source:
    """Who says so, and where."""

    title: str
    url: str


@dataclass(frozen=True)
class AsOf:
    """The time that a value is known to be of."""

    year: int
    month: int | None = None


@dataclass(frozen=True)
class Case:
    """Another value, for those whom a condition fits."""

    condition: Condition
    value: Value


@dataclass(frozen=True)
class Fact:
    """One value, written once; every answer takes it from here by its name."""

    name: str
    value: Value
    source: Source
    certainty: Certainty
    checked_on: date
    as_of: AsOf | None = None
    valid_until: date | None = None
    cases: tuple[Case, ...] = ()
    path: Path = field(default=Path(), compare=False)
    line: int = field(default=1, compare=False)

    @property
    def values(self) -> tuple[Value, ...]:
        """All that it may be: the usual value, and that of each case."""
        return (self.value, *(case.value for case in self.cases))

    def is_current(self, today: date) -> bool:
        """Whether it may be shown: confirmed, and not past its last day."""
        return self.certainty is not Certainty.TO_CONFIRM and not self.has_lapsed(today)

    def has_lapsed(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.valid_until is not None and today > self.valid_until

    def case(self, word: str) -> Case | None:
        """The case whose condition names a country, group, level, role or stage."""
        return next((case for case in self.cases if word in case.condition.words), None)

    def case_for(self, whose: Circumstances, members: Members) -> Case | None:
        """The case that fits these circumstances best, if any does."""
        return best_fit([(case.condition, case) for case in self.cases], whose, members)

    def value_for(self, whose: Circumstances, members: Members) -> Value:
        """What holds under these circumstances."""
        found = self.case_for(whose, members)
        return found.value if found else self.value


@dataclass(frozen=True)
class Group:
    """Countries that a rule names together."""

    name: str
    countries: frozenset[str]
    source: Source
    checked_on: date
    as_of: AsOf | None = None
    path: Path = field(default=Path(), compare=False)
    line: int = field(default=1, compare=False)


Facts = Mapping[str, Fact]
Groups = Mapping[str, Group]
