"""`bot ask`: one question for people, or many for measurements."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from actions.answering import Answering, Considered, Question
from actions.domain.decision import Answer, Chitchat, Clarify, Decline, HandOff
from actions.domain.occasion import Occasion
from bot.telegram.presenter import Presenter
from bot.terminal.plain_text import plain_text

WARM_UP = "salam"
KINDS = {
    Answer: "answer",
    Clarify: "clarify",
    HandOff: "handoff",
    Decline: "decline",
    Chitchat: "chitchat",
}


async def ask(answering: Answering, presenter: Presenter, text: str) -> Iterator[str]:
    """Lines that tell what would happen with a question."""
    considered = await answering.consider(Question(text))
    decision = considered.decision
    detail = getattr(decision, "reason", "") or getattr(decision, "refusal", "")
    detail = detail or getattr(decision, "courtesy", "")
    lines = [f"decision    {KINDS[type(decision)]}" + (f" ({detail})" if detail else "")]
    lines += [f"entry       {found.entry.id}" for found in considered.found]
    lines += [f"offered     {found.entry.id}" for found in considered.offered]
    lines += [f"confidence  {considered.confidence:.2f}", f"locale      {considered.locale}"]
    if isinstance(decision, Answer):
        occasion = Occasion(datetime.now(UTC).date(), considered.whose)
        for found in considered.found:
            for call in presenter.answer(found, considered.locale, occasion):
                lines += ["", plain_text(str(call.params["text"]))]
    return iter(lines)


async def ask_many(answering: Answering, lines: Iterable[str]) -> None:
    """For each line of JSON, one line of JSON; see the reference on `bot ask --jsonl`."""
    await answering.consider(Question(WARM_UP))  # the first message should not pay for the start
    for number, line in enumerate(lines, 1):
        if line.strip():
            result = await _ask_line(answering, line, number)
            print(json.dumps(result), flush=True)


async def _ask_line(answering: Answering, line: str, number: int) -> dict[str, Any]:
    began = time.perf_counter()
    given = _read(line)
    if not isinstance(given.get("text"), str):
        print(f"line {number} is no JSON object with `id` and `text`", file=sys.stderr)
        return {**_report(given.get("id"), None, 0.0), "error": f"line {number} can't be read"}
    locale, earlier = given.get("locale"), given.get("prev")
    question = Question(
        given["text"],
        locale if isinstance(locale, str) else None,
        tuple(map(str, earlier)) if isinstance(earlier, list) else (),
    )
    considered = await answering.consider(question)
    return _report(given.get("id"), considered, (time.perf_counter() - began) * 1000)


def _read(line: str) -> dict[str, Any]:
    """The object on a line; an empty one if there is none."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _report(message_id: object, considered: Considered | None, ms: float) -> dict[str, Any]:
    decision = KINDS[type(considered.decision)] if considered else "decline"
    return {
        "id": message_id,
        "decision": decision,
        "entries": [found.entry.id for found in considered.found] if considered else [],
        "offered": [found.entry.id for found in considered.offered] if considered else [],
        "locale": considered.locale if considered else None,
        "confidence": round(considered.confidence, 4) if considered else 0.0,
        "ms": round(ms, 2),
    }
