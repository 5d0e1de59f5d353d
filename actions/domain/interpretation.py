"""Everything that the model understood of a message."""

from dataclasses import dataclass
from enum import StrEnum

NEVER = 1.01  # more than any confidence
OFFICE = "office/"  # questions that belong to the office but have no entry yet


@dataclass(frozen=True)
class Candidate:
    """One intent, and the probability that it is what was meant."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Guess:
    """A locale, and the probability that the message is written in it."""

    locale: str
    confidence: float


@dataclass(frozen=True)
class Nearest:
    """An example that is like the message, its intent, and the cosine of the two."""

    text: str
    intent: str
    cosine: float


class EntityKind(StrEnum):
    """What pieces of information a message may hold."""

    CITIZENSHIP = "citizenship"
    LEVEL = "level"
    ROLE = "role"
    STAGE = "stage"


@dataclass(frozen=True)
class Entity:
    """A piece of information in a message."""

    kind: EntityKind
    value: str  # a country's two letters, a level of study, a role, a stage
    is_self: bool = False  # people say it of themselves: “I am from …”


@dataclass(frozen=True)
class Interpretation:
    """A message as the model sees it; candidates and guesses best first."""

    ranking: tuple[Candidate, ...]
    languages: tuple[Guess, ...] = ()
    similarity: float = 1.0  # to the nearest examples, 0 to 1
    entities: tuple[Entity, ...] = ()
    enough: tuple[tuple[float, float], ...] = ()  # share of wrong answers → confidence needed
    nearest: tuple[Nearest, ...] = ()
    normal_form: str = ""

    def confidence_of(self, *intents: str) -> float:
        """The probability that one of these was meant."""
        return sum(c.confidence for c in self.ranking if c.intent in intents)

    def needed(self, wrong: float) -> float | None:
        """The confidence from which on at most such a share of answers is wrong; None: unmeasured.

        Between two measured shares it changes evenly; under the lowest nothing is sure enough.
        """
        if not self.enough:
            return None
        lower = [pair for pair in self.enough if pair[0] <= wrong]
        higher = [pair for pair in self.enough if pair[0] > wrong]
        if not lower:
            return NEVER
        (share, confidence), following = lower[-1], higher[0] if higher else lower[-1]
        if following[0] == share:
            return confidence
        way = (wrong - share) / (following[0] - share)
        return confidence + way * (following[1] - confidence)

    def is_clear(self, confidence: float) -> bool:
        """Whether it surely asks for one thing of the office."""
        best = self.ranking[0] if self.ranking else Candidate("", 0.0)
        return "/" in best.intent and best.confidence >= confidence


@dataclass(frozen=True)
class Further:
    """Texts that are read together with a message: its parts, or what was said before it."""

    texts: tuple[str, ...]
    clear: float = NEVER  # a message that is clear with this confidence is read alone
    same_language: bool = False  # as the message
