"""Kills and faults at random moments, in the middle of traffic: every message is accounted for."""

from pathlib import Path
from random import Random

import pytest

from bench.soak import Soak, sqlite_in, unfinished
from tests.double import Chat, TelegramDouble
from tests.journeys.conftest import MakeBot
from tests.journeys.process import PATIENCE

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]

SECONDS, KILLS = 9, 2
HANDOFFS = 3  # a group may get few messages a minute, and the end waits for all of them


async def test_nothing_is_missing_after_kills_and_faults(
    telegram: TelegramDouble, make_bot: MakeBot, staff: Chat, tmp_path: Path
) -> None:
    url = sqlite_in(tmp_path)
    async with make_bot(STAFF_CHAT_ID=str(staff.id)) as bot:
        await telegram.wait_for_call("setMyCommands", timeout=PATIENCE)

        soak = Soak(telegram, bot, staff, url, Random(11), most_handoffs=HANDOFFS)
        account = await soak.run(SECONDS, KILLS)

    assert account.questions + account.handoffs > 10
    assert account.kills >= 1
    assert account.missing == []
    assert await unfinished(url) == []
