"""The memory of all that runs when the assistant runs: `python -m bench.as_run`, JSON, in MB."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.load import FAST
from bench.place import our_bot, rasa
from bench.processes import memory_of
from bench.traffic import all_at_once, questions
from tests.double import TelegramDouble

ASKED = 50  # questions, each by somebody else


def main() -> int:
    """Starts both, asks, prints."""
    with rasa() as (settings, pid):
        bot = asyncio.run(_asked(settings))
        print(json.dumps({"bot": bot, "Rasa": memory_of(pid)}))
    return 0


async def _asked(settings: Mapping[str, str]) -> float:
    with tempfile.TemporaryDirectory(prefix="beledci-") as home:
        async with (
            TelegramDouble() as telegram,
            our_bot(telegram, {**settings, **FAST}, Path(home)) as bot,
        ):
            await all_at_once(telegram, questions()[:ASKED])
            assert bot.process
            return memory_of(bot.process.pid)


if __name__ == "__main__":
    sys.exit(main())
