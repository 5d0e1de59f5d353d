"""What to do with a message: answer when sure, ask when torn, hand off when lost."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from actions.domain.interpretation import NEVER, OFFICE, Candidate, Interpretation


class Reason(StrEnum):
    """Why a person of the office should take over."""

    REQUESTED = "requested"
    URGENT = "urgent"
    NO_ENTRY = "no_entry"
    UNSURE = "unsure"
    NOT_HELPFUL = "not_helpful"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"


class Courtesy(StrEnum):
    """What people say without asking anything."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    ABOUT_BOT = "about_bot"


class Refusal(StrEnum):
    """Why a message is declined kindly."""

    OUT_OF_SCOPE = "out_of_scope"  # nothing to do with the office
    ELSEWHERE = "elsewhere"  # another university's or country's matter
    UNREADABLE = "unreadable"  # no letter in it


@dataclass(frozen=True)
class Answer:
    """Show these entries; more than one when more was asked."""

    entry_ids: tuple[str, ...]
    offered: tuple[str, ...] = ()  # what may have been asked besides


@dataclass(frozen=True)
class Clarify:
    """Ask which of these entries is meant."""

    entry_ids: tuple[str, ...]


@dataclass(frozen=True)
class HandOff:
    """Pass the question to a person; `topic` says to whom, where known."""

    reason: Reason
    topic: str | None = None

    @property
    def is_urgent(self) -> bool:
        """Whether it goes before everything else."""
        return self.reason is Reason.URGENT

    @property
    def is_called_for(self) -> bool:
        """Whether the person called for help or for somebody: nothing else counts then."""
        return self.reason in {Reason.URGENT, Reason.REQUESTED}


@dataclass(frozen=True)
class Decline:
    """Say kindly that this is not something we do."""

    refusal: Refusal


@dataclass(frozen=True)
class Chitchat:
    """Say something polite back."""

    courtesy: Courtesy


Decision = Answer | Clarify | HandOff | Decline | Chitchat


WITH_CARE = frozenset({"migration"})  # topics


@dataclass(frozen=True)
class Thresholds:
    """How sure is sure; probabilities from 0 to 1, chosen by measurement."""

    wrong: float = 0.03  # the share of wrong answers that the operator puts up with
    care: float = 0.8  # times that, where a wrong answer costs a fine or a deportation
    answer: float = 0.88  # where the model has not measured how sure is sure
    answer_with_care: float = 0.90
    similarity: float = 0.35
    clarify: float = 0.02
    offer: float = 0.01  # the least that a "did you mean" is worth a button
    offers: int = 4  # buttons of a "did you mean"
    urgent: float = 0.3  # low: a false alarm costs less than a missed one
    urgent_share: float = 0.75  # of what is likeliest
    requested: float = 0.35  # low, too: who is asked back once more for a person is lost
    polite: float = 0.7
    decline: float = 0.6
    office: float = 0.5

    @property
    def for_parts(self) -> "Thresholds":
        """The same for a sentence out of a message: alone, it sounds more alarming than it is.

        What is sure enough of a part was tried on messages that ask two things.
        """
        return replace(
            self,
            answer=0.88,
            urgent=max(self.urgent, 0.8),
            requested=max(self.requested, 0.85),
        )

    @property
    def for_follow_ups(self) -> "Thresholds":
        """The same for a message read after the one before it.

        How sure is sure was measured on messages that stand alone; of such readings more are wrong.
        """
        return replace(self, wrong=self.wrong / 2)

    @property
    def for_offers(self) -> "Thresholds":
        """The same where nothing may be answered, only offered."""
        return replace(self, wrong=0.0, answer=NEVER, answer_with_care=NEVER)


def decide(
    understood: Interpretation, limits: Thresholds, is_entry: Callable[[str], bool]
) -> Decision:
    """The one rule for every message; `is_entry` knows what can be answered."""
    special = _urgent(understood, limits) or _person(understood, limits)
    return (
        special
        or _polite(understood, limits)
        or _declined(understood, limits)
        or _from_knowledge(understood, limits, is_entry)
    )


def _urgent(understood: Interpretation, limits: Thresholds) -> HandOff | None:
    """Unless it much more likely asks for something in peace."""
    confidence = understood.confidence_of(Reason.URGENT)
    likeliest = max((each.confidence for each in understood.ranking), default=0.0)
    sure = confidence >= limits.urgent and confidence >= likeliest * limits.urgent_share
    return HandOff(Reason.URGENT) if sure else None


def _person(understood: Interpretation, limits: Thresholds) -> HandOff | None:
    sure = understood.confidence_of("handoff") >= limits.requested
    return HandOff(Reason.REQUESTED) if sure else None


def _polite(understood: Interpretation, limits: Thresholds) -> Chitchat | None:
    best = max(Courtesy, key=understood.confidence_of)
    return Chitchat(best) if understood.confidence_of(*Courtesy) >= limits.polite else None


def _declined(understood: Interpretation, limits: Thresholds) -> Decline | None:
    foreign = (Refusal.OUT_OF_SCOPE, Refusal.ELSEWHERE)
    if understood.confidence_of(*foreign) < limits.decline:
        return None
    return Decline(max(foreign, key=understood.confidence_of))


def _from_knowledge(
    understood: Interpretation, limits: Thresholds, is_entry: Callable[[str], bool]
) -> Decision:
    entries = [c for c in understood.ranking if is_entry(c.intent)]
    if entries and _is_sure(entries[0], understood, limits):
        return Answer((entries[0].intent,))
    best = understood.ranking[0] if understood.ranking else Candidate("", 0.0)
    if best.intent.startswith(OFFICE) and best.confidence >= limits.office:
        return HandOff(Reason.NO_ENTRY, topic=_topic(best.intent.removeprefix(OFFICE)))
    offered = tuple(c.intent for c in entries[: limits.offers] if c.confidence >= limits.offer)
    if offered and entries[0].confidence >= limits.clarify:
        return Clarify(offered)
    return HandOff(Reason.UNSURE, topic=_topic(best.intent.removeprefix(OFFICE)))


def _is_sure(best: Candidate, understood: Interpretation, limits: Thresholds) -> bool:
    enough = needed_for(best.intent, understood, limits)
    return best.confidence >= enough and understood.similarity >= limits.similarity


def needed_for(entry_id: str, understood: Interpretation, limits: Thresholds) -> float:
    """How sure the model must be of this entry, in the language of the message."""
    careful = needs_care(entry_id)
    measured = understood.needed(limits.wrong * (limits.care if careful else 1.0))
    if measured is not None:
        return measured
    return limits.answer_with_care if careful else limits.answer


def needs_care(entry_id: str) -> bool:
    """Whether a wrong answer there costs somebody a fine or a deportation."""
    return _topic(entry_id) in WITH_CARE


def _topic(entry_id: str) -> str | None:
    topic, found, _ = entry_id.partition("/")
    return topic if found else None
