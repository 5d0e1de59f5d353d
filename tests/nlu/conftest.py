"""The server's pauses are not waited for."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from tests.virtual_time import VirtualTimeLoop


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Only there: a training has no pauses, and its process takes real time."""
    virtual = item.path.name == "test_server.py"
    return {"a loop": VirtualTimeLoop if virtual else asyncio.new_event_loop}
