"""From which day a term is counted, and which fact says how long it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from actions.content.circumstances import EVERYBODY, Condition, Members
from actions.content.facts import Facts
from actions.content.facts_values import Duration, Texts, Unit


class Milestone(StrEnum):
    """A day in somebody's life here, from which terms are counted; in the order of asking."""

    ARRIVED = "arrived_on"  # entered Azerbaijan
    ENROLLED = "enrolled_on"  # formally admitted to full-time study
    PERMIT = "permit_until"  # last day of the residence permit
    STAY = "stay_until"  # last day of the stay that the visa or visa-free entry allows
    PASSPORT = "passport_until"  # last day of the passport
    MOVED = "moved_on"  # began to live at another address


class Direction(StrEnum):
    """On which side of the milestone the last day lies."""

    AFTER = "after"
    BEFORE = "before"
    ON = "on"  # the milestone itself


@dataclass(frozen=True)
class DeadlineRule:
    """How a last day follows from a milestone; the term itself is a fact, never written here."""

    id: str
    milestone: Milestone
    direction: Direction
    entry: str  # the answer that explains it
    titles: Texts
    fact: str = ""  # name; empty: the milestone is the last day
    condition: Condition = EVERYBODY
    having: Milestone | None = None  # only for those who have this, and not yet lapsed
    lacking: Milestone | None = None  # only for those who do not
    unsure: Condition | None = None  # for them the term is another one, which nobody has confirmed
    path: Path = field(default=Path(), compare=False)
    line: int = field(default=1, compare=False)


Rules = Mapping[str, DeadlineRule]


@dataclass(frozen=True)
class Basis:
    """What last days are worked out from, whoever asks."""

    rules: Rules
    facts: Facts
    members: Members = field(default_factory=dict)  # of groups of countries


def is_term(value: object) -> bool:
    """Whether days can be counted with it."""
    if not isinstance(value, Duration) or value.unit is Unit.HOURS:
        return False
    ends = (value.span.low, value.span.high)
    return all(end == int(end) and end > 0 for end in ends)
