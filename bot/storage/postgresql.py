"""PostgreSQL: a server that others may use as well."""

from sqlalchemy import URL, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.errors import StorageUnusable
from bot.storage.backend import PATIENCE, make_engine

SETTINGS = (
    "SET application_name = 'beledci'",
    "SET client_encoding = 'UTF8'",
    "SET TIME ZONE 'UTC'",
    f"SET lock_timeout = '{PATIENCE}s'",
    # A bot whose machine vanished must not hold its locks for the hours that TCP would wait.
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
)
OURS = 0x42454C45  # the first half of our advisory locks' names; the second says what is locked
UNIT_OF_WORK = 1
BOT = 2
# Seconds before each try: the server lets go of a lock a moment after its owner has gone.
LETTING_GO = (0.0, 0.1, 0.3)


class PostgresqlBackend:
    """A database on a server."""

    def __init__(self, url: URL) -> None:
        shown = url.set(drivername="postgresql", query={})  # a query may hold a password, too
        self.where = shown.render_as_string(hide_password=True)
        self.engine = make_engine(url, {}, SETTINGS, may_vanish=True)
        self._alone = False

    def prepare(self) -> None:
        """Nothing: whoever runs the server creates the database, and looks after its files."""

    async def enter(self, connection: AsyncConnection) -> None:
        """Wait for all other units of work: what one has read, no other may change meanwhile."""
        if self._alone:
            await self._claim(connection)
        await connection.execute(select(func.pg_advisory_xact_lock(OURS, UNIT_OF_WORK)))

    async def lock_instance(self) -> None:
        """Claim the database with the connection that all work goes through."""
        async with self.engine.connect() as connection:
            await self._claim(connection)
        self._alone = True

    def release(self) -> None:
        """Nothing more than to close the connection, which holds the lock."""
        self._alone = False

    def explain(self, error: DBAPIError) -> str:
        """What happened, where, and what to do."""
        said = " ".join(str(error.orig).split())
        advice = "see that its server runs and that DATABASE_URL is right"
        return f"{self.where} can't be used; {advice} ({said})"

    async def _claim(self, connection: AsyncConnection) -> None:
        # The lock lives as long as its connection. After a lost one the first unit of work
        # claims again: if another bot came first, this one does nothing more.
        if BOT in connection.info:
            return
        for pause in LETTING_GO:
            await connection.execute(select(func.pg_sleep(pause)))
            if await connection.scalar(select(func.pg_try_advisory_lock(OURS, BOT))):
                connection.info[BOT] = True
                return
        raise StorageUnusable(f"another bot process is using {self.where}; stop it first")
