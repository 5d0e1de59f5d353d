"""Every test here runs on a loop without waiting, and may have the whole Telegram floor."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping

import pytest

from tests.telegram.offline import OfflineTelegram, offline_bot
from tests.telegram.stage import Stage
from tests.virtual_time import VirtualTimeLoop


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """One kind of loop for all of them."""
    return {"virtual time": VirtualTimeLoop}


@pytest.fixture
def telegram() -> OfflineTelegram:
    """Telegram, as far as python-telegram-bot can tell."""
    return OfflineTelegram()


@pytest.fixture
async def stage(telegram: OfflineTelegram) -> AsyncIterator[Stage]:
    """The bot with a forum of staff behind it."""
    async with Stage(offline_bot(telegram)) as stage:
        yield stage


@pytest.fixture
async def lonely_stage(telegram: OfflineTelegram) -> AsyncIterator[Stage]:
    """The bot of an office without a staff group."""
    async with Stage(offline_bot(telegram), staff_chat=None) as stage:
        yield stage
