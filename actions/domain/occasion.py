"""When and for whom an answer is given: the same words are not right for everybody, or forever."""

from dataclasses import dataclass
from datetime import date

from actions.content.circumstances import NOTHING_KNOWN, Circumstances


@dataclass(frozen=True)
class Occasion:
    """A day, and what is known of the person."""

    today: date
    whose: Circumstances = NOTHING_KNOWN
