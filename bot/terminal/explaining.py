"""`bot explain`: how a message is understood, step by step, for developers and editors."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actions.answering import Answering, Considered, Question
from actions.domain.decision import Answer, Clarify, Thresholds, needed_for
from actions.domain.interpretation import Further, Interpretation
from actions.ports import Interpreter
from bot.terminal.asking import KINDS

MOST_SHOWN, LEAST_SHOWN = 5, 0.005  # candidates
BAR = 20  # letters for a confidence of 1
IsEntry = Callable[[str], bool]


@dataclass(frozen=True)
class Reading:
    """A text that the model was asked about, and what it made of it."""

    text: str
    understood: Interpretation


class NotingInterpreter:
    """Passes every text on, and keeps what came back: implements `ports.Interpreter`."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self.readings: list[Reading] = []

    async def interpret(self, text: str) -> Interpretation:
        """What the model makes of it; raises `ModelUnavailable`."""
        understood = await self._interpreter.interpret(text)
        self.readings.append(Reading(text, understood))
        return understood

    async def interpret_with(self, text: str, further: Further) -> list[Interpretation]:
        """The same with further texts."""
        understood = await self._interpreter.interpret_with(text, further)
        self.readings += map(Reading, (text, *further.texts), understood)
        return understood


async def explain(
    answering: Answering,
    noting: NotingInterpreter,
    limits: Thresholds,
    is_entry: IsEntry,
    question: Question,
) -> list[str]:
    """Lines that tell what the model made of a message and its parts, and what follows from it."""
    considered = await answering.consider(question)
    lines: list[str] = []
    for number, reading in enumerate(noting.readings):
        title = "message" if number == 0 else "then   "
        lines += [f"{title}      {_one_line(reading.text)}"]
        lines += [f"  {line}" for line in _reading(reading.understood, limits, is_entry)]
        lines += [""]
    return [*lines, *_decision(considered, limits)]


def _reading(understood: Interpretation, limits: Thresholds, is_entry: IsEntry) -> Iterator[str]:
    guesses = [each for each in understood.languages if each.confidence >= LEAST_SHOWN]
    yield "language   " + ", ".join(f"{each.locale} {each.confidence:.2f}" for each in guesses)
    yield f"read as    {_one_line(understood.normal_form)}"
    for entity in understood.entities:
        whose = " (of themselves)" if entity.is_self else ""
        yield f"mentions   {entity.kind} {entity.value}{whose}"
    for near in understood.nearest:
        yield f"near       {near.cosine:.2f}  {near.intent}: {_one_line(near.text)}"
    yield f"likeness   {understood.similarity:.2f}, needed {limits.similarity:.2f}"
    for candidate in understood.ranking[:MOST_SHOWN]:
        if candidate.confidence < LEAST_SHOWN:
            break
        bar = "█" * round(candidate.confidence * BAR)
        needed = ""
        if is_entry(candidate.intent):
            needed = f"  needed {needed_for(candidate.intent, understood, limits):.2f}"
        yield f"candidate  {candidate.confidence:.2f}  {candidate.intent}{needed}  {bar}".rstrip()


def _decision(considered: Considered, limits: Thresholds) -> Iterator[str]:
    decision = considered.decision
    detail = [
        str(value)
        for name in ("reason", "refusal", "courtesy", "topic")
        if (value := getattr(decision, name, None))
    ]
    yield f"decision     {KINDS[type(decision)]}" + (f" ({', '.join(detail)})" if detail else "")
    if isinstance(decision, Answer | Clarify):
        yield from (f"entry        {entry_id}" for entry_id in decision.entry_ids)
    if isinstance(decision, Answer):
        yield from (f"offered      {entry_id}" for entry_id in decision.offered)
    yield f"locale       {considered.locale}"
    yield f"target       at most {limits.wrong:.1%} of answers wrong (WRONG_ANSWERS)"


def _one_line(text: str) -> str:
    return " ⏎ ".join(text.splitlines())
