"""What became of one message or tap: without its words, for counting."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from actions.domain.decision import Answer, Chitchat, Clarify, Decision, Decline


class Outcome(StrEnum):
    """What a person got."""

    ANSWERED = "answered"
    CLARIFIED = "clarified"  # asked which of a few questions is meant
    HANDED_OFF = "handed_off"
    DECLINED = "declined"
    COURTESY = "courtesy"  # a greeting and the like: no question
    UNAVAILABLE = "unavailable"  # the model was silent
    CHOSEN = "chosen"  # an entry, by a tap
    PASSED_ON = "passed_on"  # to a person, by a tap
    CONTINUED = "continued"  # more of what a person of the office has in hand


QUESTIONS = (
    Outcome.ANSWERED,
    Outcome.CLARIFIED,
    Outcome.HANDED_OFF,
    Outcome.DECLINED,
    Outcome.UNAVAILABLE,
)
SHOWN = (Outcome.ANSWERED, Outcome.CHOSEN)  # somebody has an answer before them


@dataclass(frozen=True)
class Exchange:
    """One of them."""

    person_id: int
    at: datetime
    locale: str
    outcome: Outcome
    entries: tuple[str, ...] = ()  # those shown, or offered
    ticket_id: int | None = None

    @property
    def is_question(self) -> bool:
        """Whether it was a question in words."""
        return self.outcome in QUESTIONS

    @property
    def is_answer(self) -> bool:
        """Whether they got one from the assistant."""
        return self.outcome in SHOWN

    @property
    def topics(self) -> frozenset[str]:
        """Those of its entries."""
        return frozenset(entry.partition("/")[0] for entry in self.entries)


def outcome_of(decision: Decision) -> Outcome:
    """What somebody gets by a decision that the assistant carries out itself."""
    match decision:
        case Answer():
            return Outcome.ANSWERED
        case Clarify():
            return Outcome.CLARIFIED
        case Chitchat():
            return Outcome.COURTESY
        case Decline():
            return Outcome.DECLINED
    return Outcome.UNAVAILABLE
