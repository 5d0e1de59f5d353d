"""People who write, and how long they wait for an answer."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

from actions.content.loader import load_knowledge
from bot.config import PROJECT
from tests.double import Person, TelegramDouble

QUESTIONS = PROJECT / "tests" / "understanding"
NUMBERS = count(10_000)


def questions(folder: Path = QUESTIONS) -> list[str]:
    """What people may ask, in six languages."""
    files = sorted(folder.glob("*/questions.yml"))
    asked = [each["ask"] for file in files for each in YAML(typ="safe").load(file)]
    return [text for text in asked if not text.startswith("/")]


def titles() -> list[str]:
    """Questions that the assistant surely answers by itself: the first one of each entry."""
    kb, _ = load_knowledge(PROJECT / "knowledge")
    return [entry.title for entry in kb.entries.values()]


@dataclass
class Waited:
    """Seconds between questions and their first answers; unanswered ones apart."""

    seconds: list[float] = field(default_factory=list)
    unanswered: int = 0

    def quantile(self, share: float) -> float:
        """The time within which this share had their answer."""
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def newcomer(telegram: TelegramDouble) -> Person:
    """Somebody who never wrote before."""
    return telegram.person(next(NUMBERS), "Ada", language_code="en")


async def all_at_once(telegram: TelegramDouble, texts: Sequence[str]) -> float:
    """Everybody writes at the same moment; the seconds until the last one has an answer."""
    people = [newcomer(telegram) for _ in texts]
    began = time.perf_counter()
    for person, text in zip(people, texts, strict=True):
        await telegram.say(person, text)

    pending = {person.id for person in people}

    def answered() -> bool:
        pending.difference_update([who for who in pending if _is_answered(telegram, who)])
        return not pending

    patience = 60 + len(texts)
    assert await telegram.world.changes.until(answered, patience), "somebody had no answer"
    return time.perf_counter() - began


def _is_answered(telegram: TelegramDouble, person_id: int) -> bool:
    """Whether anything came after their own message."""
    return len(telegram.world.chats[person_id].messages) > 1


async def one_after_another(
    telegram: TelegramDouble, texts: Sequence[str], per_second: float, random: Random
) -> Waited:
    """People write at random moments, so many a second on average."""
    waited = Waited()
    waiting = []
    for text in texts:
        waiting.append(asyncio.create_task(_ask(telegram, text, waited)))
        await asyncio.sleep(random.expovariate(per_second))
    await asyncio.gather(*waiting)
    return waited


async def _ask(telegram: TelegramDouble, text: str, waited: Waited) -> None:
    person = newcomer(telegram)
    began = time.perf_counter()
    await telegram.say(person, text)
    if await telegram.world.changes.until(lambda: _is_answered(telegram, person.id), 60):
        waited.seconds.append(time.perf_counter() - began)
    else:
        waited.unanswered += 1
