"""Universities to which one can go, on which ground, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from actions.content.facts import AsOf, Certainty, Source
from actions.content.facts_values import Texts


class Programme(StrEnum):
    """On which ground students or teachers go there."""

    DUAL_DEGREE = "dual_degree"
    ERASMUS = "erasmus"
    MEVLANA = "mevlana"
    ORHUN = "orhun"
    BILATERAL = "bilateral"  # an exchange by an agreement between both
    PROJECT = "project"


@dataclass(frozen=True)
class Partner:
    """A university with which there is an agreement or an exchange."""

    id: str
    name: str  # as it calls itself in Latin letters
    country: str  # ISO 3166-1, two letters
    programmes: tuple[Programme, ...]
    source: Source
    certainty: Certainty
    checked_on: date
    names: Texts = field(default_factory=lambda: Texts({}))  # in other languages
    fields: Texts = field(default_factory=lambda: Texts({}))  # of study
    about: Texts = field(default_factory=lambda: Texts({}))
    until: date | None = None  # the agreement's last day
    link: str = ""
    as_of: AsOf | None = None
    path: Path = field(default=Path(), compare=False)

    def called(self, locale: str) -> str:
        """Its name in a locale; its own where that has none."""
        return self.names.by_locale.get(locale) or self.name


Partners = Mapping[str, Partner]
