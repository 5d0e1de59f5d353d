"""Opening a database makes it ready, or says what keeps it from being."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from actions.domain.person import Person
from actions.errors import StorageUnusable
from bot.storage.backend import Backend
from bot.storage.database import Database, open_database
from bot.storage.postgresql import PostgresqlBackend
from bot.storage.sqlite import SqliteBackend
from bot.storage.tables import metadata
from bot.storage.url import read_url
from tests.storage.builders import ADA


def backend_of(url: str) -> Backend:
    """The same database, to look behind the ports."""
    kind = SqliteBackend if url.startswith("sqlite") else PostgresqlBackend
    return kind(read_url(url))


async def test_what_was_written_is_there_when_opened_again(bare_url: str) -> None:
    first = await open_database(bare_url)
    async with first.workroom() as work:
        await work.people.save(Person(ADA, "Ada"))
    await first.close()

    again = await open_database(bare_url)
    async with again.workroom() as work:
        assert await work.people.get(ADA) == Person(ADA, "Ada")
    await again.close()


async def test_the_migrations_make_the_tables_that_the_program_expects(bare_url: str) -> None:
    await (await open_database(bare_url)).close()

    engine = backend_of(bare_url).engine
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


def _differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection), metadata)


async def test_an_empty_database_may_be_opened_by_several_at_once(bare_url: str) -> None:
    databases = await asyncio.gather(*(open_database(bare_url) for _ in range(3)))

    for database in databases:
        await database.close()


async def test_a_database_of_a_newer_program_is_refused(bare_url: str) -> None:
    await (await open_database(bare_url)).close()
    engine = backend_of(bare_url).engine
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()

    with pytest.raises(StorageUnusable, match=r"newer version .*\(revision 9999\); install"):
        await open_database(bare_url)


async def test_only_one_bot_uses_a_database(url: str) -> None:
    first, second = await open_database(url), await open_database(url)
    await first.lock_instance()

    with pytest.raises(StorageUnusable, match="another bot process is using"):
        await second.lock_instance()
    await first.close()
    await second.lock_instance()
    await second.close()


async def test_a_bots_lock_does_not_keep_others_from_working(url: str, database: Database) -> None:
    await database.lock_instance()

    other = await open_database(url)
    async with other.workroom() as work:
        await work.people.save(Person(ADA, "Ada"))
    await other.close()
    async with database.workroom() as work:
        assert await work.people.get(ADA) == Person(ADA, "Ada")


async def test_a_unit_of_work_does_not_wait_for_ever(url: str) -> None:
    backend = backend_of(url)
    backend.engine.sync_engine.pool._timeout = 0.01  # type: ignore[attr-defined]
    database = Database(backend)
    await database.start()

    async with database.workroom():
        with pytest.raises(StorageUnusable, match="is busy"):
            async with database.workroom():
                pass
    await database.close()


async def test_closing_twice_is_closing_once(database: Database) -> None:
    await database.lock_instance()

    await database.close()
    await database.close()
