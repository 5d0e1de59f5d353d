"""Several questions in one message: fits what a part must say to be answered, and judges it.

`python -m bench.several` has the messages of `tests/understanding/*/several.yml` read by the
trained model, fits the weights that stand in `actions/domain/asked_besides.py`, and counts what the
bot does with those of them, and with the examination's, that have parts.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from operator import mul
from typing import Any

import httpx
from ruamel.yaml import YAML

from actions.content.loader import load_knowledge
from actions.domain.asked_besides import features, likeliest
from actions.domain.combining import in_light_of
from actions.domain.decision import Answer, Clarify, Thresholds, decide
from actions.domain.interpretation import Further, Interpretation
from actions.domain.parts import parts_of
from actions.understanding import Understanding
from bench.place import rasa
from bot.config import PROJECT
from bot.nlu.client import RasaInterpreter

FITTED, JUDGED = "several.yml", "questions.yml"
STEPS = 20  # more of them change nothing
RIDGE = 1.0  # how strongly weights are pulled towards zero


@dataclass(frozen=True)
class Read:
    """A message of some sentences, and how it and they were read."""

    text: str
    entries: frozenset[str]
    is_several: bool
    whole: Interpretation
    parts: tuple[Interpretation, ...]

    async def interpret(self, _text: str) -> Interpretation:
        """As an interpreter that has read it already."""
        return self.whole

    async def interpret_with(self, _text: str, further: Further) -> list[Interpretation]:
        """As an interpreter that has read it already."""
        return [self.whole, *(() if self.whole.is_clear(further.clear) else self.parts)]


def main() -> int:
    """Read, fit, judge, print."""
    with rasa() as (settings, _pid):
        address = settings["RASA_URL"], settings["RASA_TOKEN"]
        read = asyncio.run(_read_all(address, FITTED, JUDGED))
    kb, _ = load_knowledge(PROJECT / "knowledge")
    is_entry = kb.ids.__contains__
    points = [point for each in read[FITTED] for point in _points(each, is_entry)]
    weights = ", ".join(f"{weight:.2f}" for weight in _fitted(points))
    print(f"OF_PART, OF_WHOLE, OF_ANSWERED, ALWAYS = {weights}  # of {len(points)} parts")
    for name, those in read.items():
        print(f"{name}: {len(those)} messages")
        for what, count in sorted(asyncio.run(_counted(those, is_entry)).items()):
            print(f"  {count:5} {what}")
    return 0


async def _read_all(address: tuple[str, str], *names: str) -> dict[str, list[Read]]:
    async def where() -> tuple[str, str]:
        return address

    async with httpx.AsyncClient() as http:
        interpreter = RasaInterpreter(http, where)
        return {name: [each async for each in _read(interpreter, name)] for name in names}


async def _read(interpreter: RasaInterpreter, name: str) -> AsyncIterator[Read]:
    for path in sorted((PROJECT / "tests" / "understanding").glob(f"*/{name}")):
        for asked in YAML(typ="safe").load(path.read_text("utf-8")):
            text, parts = asked["ask"], parts_of(asked["ask"])
            if "prev" not in asked and parts:
                further = Further(parts, same_language=True)
                whole, *found = await interpreter.interpret_with(text, further)
                yield Read(text, _entries(asked), "expect_all" in asked, whole, tuple(found))


def _entries(asked: dict[str, Any]) -> frozenset[str]:
    expected = asked.get("expect_all") or asked["expect"]
    names = expected if isinstance(expected, list) else [expected]
    return frozenset(name for name in names if "/" in name)


Point = tuple[tuple[float, ...], bool]  # what tells it, and whether the part asks for the entry


def _points(read: Read, is_entry: Callable[[str], bool]) -> Iterator[Point]:
    """Of each part that may ask for something besides."""
    decision = decide(read.whole, Thresholds(), is_entry)
    if not isinstance(decision, Answer):
        return
    for alone in read.parts:
        part = alone, in_light_of(alone, read.whole)
        entry_id = likeliest(part)
        if is_entry(entry_id) and entry_id not in decision.entry_ids:
            told = features(entry_id, part, read.whole, decision.entry_ids)
            yield (*told, 1.0), entry_id in read.entries


def _fitted(points: Sequence[Point]) -> list[float]:
    """Logistic regression by Newton's steps; the last weight, of what is always so, is free."""
    size = len(points[0][0])
    weights = [0.0] * size
    for _ in range(STEPS):
        slopes = [-RIDGE * weight for weight in weights[:-1]] + [0.0]
        bends = [[RIDGE * (i == j < size - 1) for j in range(size)] for i in range(size)]
        for told, is_asked in points:
            likely = 1 / (1 + exp(-sum(map(mul, weights, told))))
            for i, value in enumerate(told):
                slopes[i] += (is_asked - likely) * value
                for j, other in enumerate(told):
                    bends[i][j] += likely * (1 - likely) * value * other
        weights = [one + step for one, step in zip(weights, _solved(bends, slopes), strict=True)]
    return weights


def _solved(rows: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; what Newton's steps ask for needs no other order of rows."""
    table = [[*row, value] for row, value in zip(rows, right, strict=True)]
    for i, pivot in enumerate(table):
        for row in table:
            if row is not pivot:
                share = row[i] / pivot[i]
                row[:] = [value - share * other for value, other in zip(row, pivot, strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(table)]


async def _counted(those: Sequence[Read], is_entry: Callable[[str], bool]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for read in those:
        decision, _ = await Understanding(read, Thresholds()).understand(read.text, (), is_entry)
        answered = set(decision.entry_ids) if isinstance(decision, Answer) else set()
        offered = set(decision.offered) if isinstance(decision, Answer) else set()
        if isinstance(decision, Clarify):
            offered = set(decision.entry_ids)
        kind = "several" if read.is_several else "one"
        counts[f"ask {kind}"] += 1
        if read.is_several:
            counts["ask several, all answered"] += answered >= read.entries
            counts["ask several, all answered or offered"] += answered | offered >= read.entries
        else:
            counts["ask one, with something offered besides"] += bool(answered and offered)
            counts["ask one, with several answers"] += len(answered) > 1
        counts[f"ask {kind}, with an answer that is not asked for"] += not answered <= read.entries
    return counts


if __name__ == "__main__":
    sys.exit(main())
