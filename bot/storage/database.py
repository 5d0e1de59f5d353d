"""Opening the database, and units of work in it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.errors import StorageUnusable
from actions.ports import Work
from bot.storage.backend import PATIENCE, Backend
from bot.storage.migrating import migrate
from bot.storage.postgresql import PostgresqlBackend
from bot.storage.sqlite import SqliteBackend
from bot.storage.steady import SteadyConnection
from bot.storage.url import read_url
from bot.storage.work import SqlWork


async def open_database(url: str) -> "Database":
    """Connect, bring the tables up to date, and prove that it can be written."""
    address = read_url(url)
    is_file = address.get_backend_name() == "sqlite"
    database = Database(SqliteBackend(address) if is_file else PostgresqlBackend(address))
    try:
        await database.start()
    except BaseException:
        await database.close()
        raise
    return database


class Database:
    """Where everything is remembered."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._is_closed = False

    async def start(self) -> None:
        """Look for damage, migrate, and write once to see that it can be."""
        self._backend.prepare()
        async with self._unit() as connection:
            await connection.run_sync(migrate, self._backend.where)
            await connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

    @asynccontextmanager
    async def workroom(self) -> AsyncIterator[Work]:
        """A unit of work, after all others: committed at the end, rolled back by an exception.

        Don't wait for anything else inside, least of all for another unit of work.
        """
        async with self._unit() as connection:
            yield SqlWork(connection)

    async def lock_instance(self) -> None:
        """Be the only bot process on this database, until closed; refused if there is another."""
        with self._translated():
            await self._backend.lock_instance()

    async def close(self) -> None:
        """Disconnect; closing twice is closing once."""
        self._is_closed = True
        await self._backend.engine.dispose()
        self._backend.release()

    @asynccontextmanager
    async def _unit(self) -> AsyncIterator[AsyncConnection]:
        if self._is_closed:
            raise StorageUnusable(f"{self._backend.where} is closed: the program is ending")
        with self._translated():
            connection = await SteadyConnection(self._backend.engine).start()
            try:
                await self._backend.enter(connection)
                yield connection
            except BaseException:
                await connection.rollback()
                raise
            else:
                await connection.commit()
            finally:
                await connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (IntegrityError, DataError):
            raise  # a mistake in a value, not in the database
        except DBAPIError as error:
            raise StorageUnusable(self._backend.explain(error)) from error
        except PoolTimeoutError as error:
            busy = (
                f"{self._backend.where} is busy: the work before this did not end in {PATIENCE} s"
            )
            raise StorageUnusable(f"{busy}; try again, or start the bot again") from error
