"""Taking away what the staff group shows of a person, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

Rows = Mapping[str, Sequence[Mapping[str, Any]]]  # table → what it holds, as JSON can say it


class ErasureState(StrEnum):
    """Still to do; over, whatever came of it."""

    DUE = "due"
    DONE = "done"


@dataclass(frozen=True)
class Trace:
    """What one ticket left in a staff group."""

    chat_id: int
    thread_id: int | None = None  # a topic goes whole
    message_ids: tuple[int, ...] = ()  # for a group without topics, or where that is refused


@dataclass(frozen=True)
class Erasure:
    """A trace that must go."""

    trace: Trace
    asked_at: datetime
    id: int = 0  # 0 until it is stored
    request_id: int | None = None  # whose wish it was; None: its time was over
    state: ErasureState = ErasureState.DUE
    not_before: datetime | None = None
    attempts: int = 0
    removed: int = 0  # topics or messages
    left: int = 0  # messages that Telegram would not take away
    reason: str = ""  # what it said

    def came_out(self, removed: int, left: int, reason: str) -> "Erasure":
        """The same, over."""
        return replace(self, state=ErasureState.DONE, removed=removed, left=left, reason=reason)


@dataclass(frozen=True)
class Wish:
    """Somebody's wish to be forgotten, until they have their receipt."""

    person_id: int
    locale: str
    asked_at: datetime
    rows: int  # of the database
    id: int = 0  # 0 until it is stored


@dataclass(frozen=True)
class Receipt:
    """What was deleted, and what was not."""

    rows: int
    removed: int = 0
    left: int = 0
    reason: str = ""
    is_banned: bool = False  # that stays
