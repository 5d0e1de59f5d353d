"""One line of a conversation, kept for the person who takes over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Speaker(StrEnum):
    """Who said it."""

    PERSON = "person"
    ASSISTANT = "assistant"
    STAFF = "staff"


@dataclass(frozen=True)
class Turn:
    """What somebody said to or for a person."""

    person_id: int
    speaker: Speaker
    text: str  # of the assistant: the ids of entries shown, separated by blanks
    said_at: datetime
