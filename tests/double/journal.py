"""What a bot did, and what of it was wrong."""

from dataclasses import dataclass, field

from tests.double.refusal import Refusal
from tests.double.shapes import Json


@dataclass(frozen=True)
class Call:
    """One call of the bot, and how it ended."""

    method: str
    params: Json
    at: float
    refusal: Refusal | None = None
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.refusal is None and self.fault in ("", "slow", "lose_reply")


@dataclass(frozen=True)
class Violation:
    """A call that no bot should make."""

    method: str
    rule: str
    detail: str
    params: Json


@dataclass(frozen=True)
class Audit:
    """All that was wrong; nothing was, if it is false."""

    violations: list[Violation]
    unanswered_callbacks: list[str]
    answered_twice: list[str]
    ignored_retry_after: int
    bugs: list[str]  # of the double itself

    def __bool__(self) -> bool:
        return bool(
            self.violations
            or self.unanswered_callbacks
            or self.answered_twice
            or self.ignored_retry_after
            or self.bugs
        )


@dataclass
class Journal:
    """Keeps every call but the polls that brought nothing."""

    calls: list[Call] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)

    def record(self, call: Call) -> None:
        """Keep a call; with it a violation, if the refusal says so."""
        self.calls.append(call)
        if call.refusal and call.refusal.rule:
            detail = call.refusal.description
            self.violations.append(Violation(call.method, call.refusal.rule, detail, call.params))
