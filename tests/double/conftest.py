"""A double whose time stands still until a test puts it forward, and a bot that uses it."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import httpx
import pytest_asyncio
from telegram import Bot, Update
from telegram.request import HTTPXRequest

from tests.double import Chat, Clock, Person, TelegramDouble
from tests.double.shapes import Json

Ask = Callable[..., Coroutine[Any, Any, Any]]


def message_of(update: Update) -> Json:
    """The message that an update brings."""
    assert update.message
    return update.message.to_dict()


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[TelegramDouble]:
    async with TelegramDouble(clock=Clock(lambda: 1_790_000_000.0)) as double:
        yield double


@pytest_asyncio.fixture
async def bot(telegram: TelegramDouble) -> AsyncIterator[Bot]:
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    async with Bot(
        telegram.token,
        base_url=telegram.base_url,
        base_file_url=telegram.base_file_url,
        request=requests[0],
        get_updates_request=requests[1],
    ) as bot:
        yield bot


@pytest_asyncio.fixture
async def ask(telegram: TelegramDouble) -> AsyncIterator[Ask]:
    """Call a method without any library in between; the answer's JSON."""
    url = f"{telegram.base_url}{telegram.token}/"
    async with httpx.AsyncClient(base_url=url, verify=False) as client:  # noqa: S501 -- plain HTTP

        async def ask(method: str, **params: object) -> Any:  # noqa: ANN401 -- JSON
            return (await client.post(method, json=params)).json()

        yield ask


@pytest_asyncio.fixture
async def ada(telegram: TelegramDouble) -> Person:
    return telegram.person(11, "Ada", language_code="de")


@pytest_asyncio.fixture
async def chidi(telegram: TelegramDouble) -> Person:
    return telegram.person(21, "Chidi")


@pytest_asyncio.fixture
async def forum(telegram: TelegramDouble, chidi: Person) -> Chat:
    return telegram.group(-1001, "Staff", is_forum=True, staff=[chidi])
