"""What a report looks at besides messages: tickets and waits, without anybody's name."""

from dataclasses import dataclass
from datetime import datetime

from actions.domain.decision import Reason
from actions.domain.meaning import Meaning

# Why the assistant could not answer; whoever asked for a person did not ask it.
UNANSWERED = frozenset({Reason.NO_ENTRY, Reason.UNSURE, Reason.NOT_HELPFUL})


@dataclass(frozen=True)
class Handled:
    """A question that went to a person of the office."""

    ticket_id: int
    asked_at: datetime
    locale: str
    reason: Reason
    question: str  # empty once its words are forgotten
    meaning: Meaning

    @property
    def is_unanswered(self) -> bool:
        """Whether the assistant had no answer to it, and its words are still there."""
        return self.reason in UNANSWERED and bool(self.question.strip())


@dataclass(frozen=True)
class Wait:
    """Somebody waited for a person, and was told until when."""

    since: datetime
    promised: datetime  # what they were told first
    answered_at: datetime | None = None

    def is_kept(self, now: datetime) -> bool | None:
        """Whether the promise was kept; None: it is too early to tell."""
        if self.answered_at is not None:
            return self.answered_at <= self.promised
        return False if now > self.promised else None
