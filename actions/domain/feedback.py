"""Whether an answer helped."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Feedback:
    """One person's 👍 or 👎 on one entry; the last one counts."""

    person_id: int
    entry_id: str
    locale: str
    helpful: bool
    given_at: datetime
