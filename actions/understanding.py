"""Understands a message with what surrounds it: several questions in it, what was said before."""

from collections.abc import Callable, Sequence

from actions.domain.combining import (
    before,
    both_asked,
    in_context,
    in_light_of,
    is_doubtful,
    says_one_thing,
    together,
)
from actions.domain.decision import (
    Answer,
    Chitchat,
    Clarify,
    Decision,
    Decline,
    HandOff,
    Thresholds,
    decide,
)
from actions.domain.interpretation import Interpretation
from actions.domain.parts import parts_of
from actions.domain.text import cleaned
from actions.ports import Interpreter

IsEntry = Callable[[str], bool]
Read = tuple[Decision, Interpretation]


class Understanding:
    """Asks the interpreter once, and once more if a message may ask several things or follow up."""

    def __init__(self, interpreter: Interpreter, limits: Thresholds) -> None:
        self._interpreter, self._limits = interpreter, limits

    async def understand(self, text: str, earlier: Sequence[str], is_entry: IsEntry) -> Read:
        """What to do with a message, and how it was read; raises `ModelUnavailable`."""
        alone = await self._interpreter.interpret(text)
        decision = decide(alone, self._limits, is_entry)
        if isinstance(decision, HandOff) and decision.is_called_for:
            return decision, alone
        if parts := parts_of(text):
            # A greeting in front may be all that is seen of “salam, viza necə alım”.
            if says_one_thing(alone) and not isinstance(decision, Chitchat):
                return decision, alone
            return await self._in_parts(parts, alone, decision, is_entry), alone
        said = before(text, earlier)
        if said and isinstance(decision, Answer | Clarify | HandOff):
            return await self._after(said, text, (decision, alone), is_entry)
        if said and isinstance(decision, Decline) and is_doubtful(alone):
            return await self._offer_after(said, text, (decision, alone), is_entry)
        return decision, alone

    async def _after(self, said: str, text: str, alone: Read, is_entry: IsEntry) -> Read:
        understood = await self._in_context(said, text, alone[1])
        both = decide(understood, self._limits.for_follow_ups, is_entry)
        # Whoever called for help before need not be calling now.
        called = isinstance(both, HandOff) and both.is_called_for
        return alone if called else (both, understood)

    async def _offer_after(self, said: str, text: str, alone: Read, is_entry: IsEntry) -> Read:
        """“What about girls?” is none of our business, unless a dormitory was asked for before."""
        understood = await self._in_context(said, text, alone[1])
        both = decide(understood, self._limits.for_offers, is_entry)
        return (both, understood) if isinstance(both, Clarify) else alone

    async def _in_context(self, said: str, text: str, alone: Interpretation) -> Interpretation:
        return in_context(alone, await self._interpreter.interpret(cleaned(f"{said}\n{text}")))

    async def _in_parts(
        self, parts: Sequence[str], whole: Interpretation, decision: Decision, is_entry: IsEntry
    ) -> Decision:
        limits = self._limits.for_parts(is_sure=isinstance(decision, Answer))
        language = whole.languages[0].locale if whole.languages else None
        found = await self._interpreter.interpret_all(parts, language)
        reads = [in_light_of(part, whole) for part in found]
        decision = together(decision, [decide(read, limits, is_entry) for read in reads], whole)
        return both_asked(decision, reads, whole) if isinstance(decision, Clarify) else decision
