"""Taking away what the staff group shows of a person, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
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
    removed: int = 0  # a topic, or messages
    left: int = 0  # messages that Telegram would not take away
    reason: str = ""  # what it said, if anything stayed

    def came_out(self, removed: int, left: int, reason: str) -> "Erasure":
        """The same, over."""
        return replace(self, state=ErasureState.DONE, removed=removed, left=left, reason=reason)

    @property
    def topics(self) -> int:
        """The topics that went whole."""
        return int(self._has_topic and not self.reason)

    @property
    def topics_left(self) -> int:
        """The topics that stay, whatever became of the messages in them."""
        return int(self._has_topic and bool(self.reason))

    @property
    def messages(self) -> int:
        """The messages that went one by one."""
        return self.removed - self.topics

    @property
    def needs_hands(self) -> bool:
        """Whether people must delete what stayed."""
        return bool(self.left or self.topics_left)

    @property
    def _has_topic(self) -> bool:
        return self.state is ErasureState.DONE and self.trace.thread_id is not None


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
    removed: int = 0  # messages in staff groups
    left: int = 0
    reason: str = ""
    topics: int = 0  # there, with all that was in them
    topics_left: int = 0
    is_banned: bool = False  # that stays

    @classmethod
    def of(cls, rows: int, parts: Iterable[Erasure]) -> "Receipt | None":
        """What became of all parts; None if that is not known yet."""
        done = list(parts)
        if any(part.state is ErasureState.DUE for part in done):
            return None
        reasons = [part.reason for part in done if part.reason]
        return cls(
            rows,
            sum(part.messages for part in done),
            sum(part.left for part in done),
            reasons[-1] if reasons else "",
            sum(part.topics for part in done),
            sum(part.topics_left for part in done),
        )
