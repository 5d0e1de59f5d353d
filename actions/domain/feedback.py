"""Whether an answer helped, and what was missing where it did not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_WORD = 1000  # characters of what they write themselves
WORD_WITHIN = timedelta(minutes=15)  # later, what they write is a question again
SAME_MATTER = timedelta(minutes=30)  # two 👎 within it are taken to be about one question


@dataclass(frozen=True)
class Feedback:
    """One person's 👍 or 👎 on one entry; the last one counts."""

    person_id: int
    entry_id: str
    locale: str
    helpful: bool
    given_at: datetime


class Missing(StrEnum):
    """What somebody missed in an answer."""

    WRONG = "wrong"
    OUT_OF_DATE = "out_of_date"
    OTHER_QUESTION = "other_question"  # not what they had asked
    UNCLEAR = "unclear"  # hard to understand


@dataclass(frozen=True)
class Complaint:
    """A 👎 on one message, and perhaps what was missing; it stays when they change their mind."""

    person_id: int
    message_id: int  # the answer as they see it: two taps on it are one complaint
    entry_id: str
    locale: str
    given_at: datetime
    missing: Missing | None = None
    word: str = ""
    delivery_id: int | None = None  # what showed the word to staff: it can be taken back

    def follows(self, earlier: "Complaint | None") -> bool:
        """Whether the answer before this one did not help with the same question either."""
        if earlier is None or earlier.message_id == self.message_id:
            return False
        return self.given_at - earlier.given_at <= SAME_MATTER

    def takes_word(self, now: datetime) -> bool:
        """Whether the next message may still be what they want to add."""
        return not self.word and now - self.given_at <= WORD_WITHIN
