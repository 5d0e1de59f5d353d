"""A connection whose calls are finished once begun, even if whoever waits is cancelled.

SQLAlchemy throws a connection away if a call on it is cancelled (`Connection.invalidate`), while
SQLite's thread still runs that call: its lock would outlive the unit of work, and every later one
would wait for nothing. So a cancelled task waits for its call, and is cancelled then.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

Result = TypeVar("Result")


class SteadyConnection(AsyncConnection):
    """SQLAlchemy's connection, once taken from the pool, out of cancellation's reach."""

    async def execute(self, statement: Executable, *args: Any, **options: Any) -> CursorResult[Any]:  # noqa: ANN401 -- SQLAlchemy's signature
        """Run a statement."""
        return await finished(super().execute(statement, *args, **options))

    async def exec_driver_sql(self, *args: Any, **options: Any) -> CursorResult[Any]:  # noqa: ANN401 -- SQLAlchemy's signature
        """Run a statement as it is."""
        return await finished(super().exec_driver_sql(*args, **options))

    async def commit(self) -> None:
        """It happened."""
        await finished(super().commit())

    async def rollback(self) -> None:
        """It never happened."""
        await finished(super().rollback())

    async def close(self) -> None:
        """Give the connection back."""
        await finished(super().close())


async def finished(call: Coroutine[Any, Any, Result]) -> Result:
    """What a call gives; if cancelled meanwhile, be cancelled when it is over."""
    task = asyncio.ensure_future(call)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.wait({task})
            except asyncio.CancelledError:
                continue  # once is enough
        task.exception()  # seen; the cancellation is what counts
        raise
