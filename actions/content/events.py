"""What one can go to, or apply for: its days, place and source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from actions.content.facts import Certainty, Source
from actions.content.facts_values import Texts


class EventKind(StrEnum):
    """What one can go to, or apply for."""

    CONFERENCE = "conference"
    SEMINAR = "seminar"
    INFORMATION_DAY = "information_day"
    COURSE = "course"
    CALL = "call"  # open from its first to its last day
    MEETING = "meeting"


@dataclass(frozen=True)
class Event:
    """Something with days; a moment is as the clock at its place shows it, a date a whole day."""

    id: str
    kind: EventKind
    titles: Texts
    starts: date
    source: Source
    certainty: Certainty
    checked_on: date
    ends: date | None = None
    register_until: date | None = None
    about: Texts = field(default_factory=lambda: Texts({}))
    place: Texts = field(default_factory=lambda: Texts({}))
    languages: tuple[str, ...] = ()  # codes of those spoken there
    link: str = ""  # where to register, or to read more
    path: Path = field(default=Path(), compare=False)
    line: int = field(default=1, compare=False)

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return day_of(self.starts)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return day_of(self.ends or self.starts)


Events = Mapping[str, Event]


def day_of(moment: date) -> date:
    """The day of a moment, or the day itself."""
    return moment.date() if isinstance(moment, datetime) else moment
