"""Understands a message with what surrounds it: several questions in it, what was said before."""

from collections.abc import Callable, Sequence

from actions.domain.asked_besides import with_more_asked
from actions.domain.combining import (
    ONE_THING,
    before,
    both_asked,
    in_context,
    in_light_of,
    is_doubtful,
    together,
)
from actions.domain.decision import (
    Answer,
    Clarify,
    Decision,
    Decline,
    HandOff,
    Thresholds,
    decide,
)
from actions.domain.interpretation import NEVER, Further, Interpretation
from actions.domain.parts import asks_twice, parts_of
from actions.domain.text import cleaned
from actions.ports import Interpreter

IsEntry = Callable[[str], bool]
Read = tuple[Decision, Interpretation]


class Understanding:
    """Has a message read together with its parts, or with what was said before it."""

    def __init__(self, interpreter: Interpreter, limits: Thresholds) -> None:
        self._interpreter, self._limits = interpreter, limits

    async def understand(self, text: str, earlier: Sequence[str], is_entry: IsEntry) -> Read:
        """What to do with a message, and how it was read; raises `ModelUnavailable`."""
        parts = parts_of(text)
        said = None if parts else before(text, earlier)
        alone, *more = await self._read(text, parts, said)
        decision = decide(alone, self._limits, is_entry)
        if isinstance(decision, HandOff) and decision.is_called_for:
            return decision, alone
        if parts and more:
            return self._in_parts(more, alone, decision, is_entry), alone
        if said and isinstance(decision, Answer | Clarify | HandOff):
            return self._after((decision, alone), in_context(alone, more[0]), is_entry)
        if said and isinstance(decision, Decline) and is_doubtful(alone):
            return self._offer_after((decision, alone), in_context(alone, more[0]), is_entry)
        return decision, alone

    async def _read(
        self, text: str, parts: tuple[str, ...], said: str | None
    ) -> Sequence[Interpretation]:
        if parts:
            clear = NEVER if asks_twice(text) else ONE_THING
            further = Further(parts, clear=clear, same_language=True)
            return await self._interpreter.interpret_with(text, further)
        if said:
            further = Further((cleaned(f"{said}\n{text}"),))
            return await self._interpreter.interpret_with(text, further)
        return [await self._interpreter.interpret(text)]

    def _after(self, alone: Read, understood: Interpretation, is_entry: IsEntry) -> Read:
        both = decide(understood, self._limits.for_follow_ups, is_entry)
        # Whoever called for help before need not be calling now.
        called = isinstance(both, HandOff) and both.is_called_for
        return alone if called else (both, understood)

    def _offer_after(self, alone: Read, understood: Interpretation, is_entry: IsEntry) -> Read:
        """“What about girls?” is none of our business, unless a dormitory was asked for before."""
        both = decide(understood, self._limits.for_offers, is_entry)
        return (both, understood) if isinstance(both, Clarify) else alone

    def _in_parts(
        self,
        parts: Sequence[Interpretation],
        whole: Interpretation,
        decision: Decision,
        is_entry: IsEntry,
    ) -> Decision:
        limits = self._limits.for_parts
        reads = [in_light_of(part, whole) for part in parts]
        decision = together(decision, [decide(read, limits, is_entry) for read in reads], whole)
        if isinstance(decision, Answer):
            both = zip(parts, reads, strict=True)
            return with_more_asked(decision, both, whole, limits, is_entry)
        return both_asked(decision, reads, whole) if isinstance(decision, Clarify) else decision
