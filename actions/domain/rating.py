"""How a student found the office's help, once for each ticket."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_WORD = 1000  # characters of what they add
SCORES = range(1, 6)


@dataclass(frozen=True)
class Rating:
    """One to five, and perhaps a word."""

    ticket_id: int
    person_id: int
    score: int
    given_at: datetime
    word: str = ""


@dataclass(frozen=True)
class Tally:
    """All ratings of some time, without anybody's name."""

    count: int = 0
    average: float = 0.0
