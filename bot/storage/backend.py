"""What differs between SQLite and PostgreSQL, and what does not."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from sqlalchemy import URL, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

PATIENCE = 30  # seconds that a unit of work waits for those before it


class Backend(Protocol):
    """One kind of database; units of work happen in it one after the other."""

    engine: AsyncEngine
    where: str  # for people: where the data is, without the password

    def prepare(self) -> None:
        """Make sure, before connecting, that there is something sound to connect to."""

    async def enter(self, connection: AsyncConnection) -> None:
        """Begin a unit of work: from here on it is the only one."""

    async def lock_instance(self) -> None:
        """Be the only bot that uses the database, until `release()` or the process ends."""

    def release(self) -> None:
        """Let another bot have it."""

    def explain(self, error: DBAPIError) -> str:
        """What happened, where, and what to do."""


def make_engine(
    url: URL, connect_args: Mapping[str, Any], at_connect: Sequence[str], *, may_vanish: bool
) -> AsyncEngine:
    """An engine of one connection: its queue is the order of the units of work."""
    engine = create_async_engine(
        url,
        connect_args=dict(connect_args),
        pool_size=1,
        max_overflow=0,
        pool_timeout=PATIENCE,
        pool_pre_ping=may_vanish,  # a server may have restarted since; a file does not
        hide_parameters=True,  # what people wrote has no place in a log
        json_serializer=partial(json.dumps, allow_nan=False),  # PostgreSQL knows no NaN
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        for statement in at_connect:
            cursor.execute(statement)
        cursor.close()
        connection.commit()  # PostgreSQL would forget a SET that is rolled back

    return engine
