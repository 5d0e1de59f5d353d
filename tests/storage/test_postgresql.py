"""A server may vanish, come back, and belong to others as well."""

import psycopg
import pytest

from actions.domain.person import Person
from actions.errors import StorageUnusable
from bot.storage.database import Database, open_database
from tests.storage.builders import ADA


@pytest.fixture
async def bot(postgresql_url: str) -> Database:
    """The database as the bot that owns it; the test closes it."""
    database = await open_database(postgresql_url)
    await database.lock_instance()
    return database


def disconnect_all(url: str) -> None:
    """What a restart of the server does to its clients."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize(
    "url",
    [
        "postgres://bot:secret@127.0.0.1:9/name",
        "postgres://bot:secret@no-such-host.invalid/name",
        "postgres://bot:secret@127.0.0.1/name?no_such_option=1",
    ],
)
async def test_a_server_that_is_not_there_is_named_without_the_password(url: str) -> None:
    with pytest.raises(StorageUnusable, match=r"postgresql://bot:\*\*\*@") as refused:
        await open_database(url)

    assert "secret" not in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)


async def test_a_database_that_nobody_created_is_named(postgresql_server: str) -> None:
    with pytest.raises(StorageUnusable, match='database "absent" does not exist'):
        await open_database(postgresql_server % "absent")


async def test_a_user_who_may_not_create_tables_is_refused(postgresql_server: str) -> None:
    name = "postgres"  # a database without our tables
    with psycopg.connect(postgresql_server % name, autocommit=True) as admin:
        admin.execute("CREATE ROLE reader LOGIN")
    url = (postgresql_server % name).replace("postgres@", "reader@")

    with pytest.raises(StorageUnusable, match="permission denied for schema public"):
        await open_database(url)


async def test_the_connection_is_made_again_after_the_server_was(
    postgresql_url: str, bot: Database
) -> None:
    disconnect_all(postgresql_url)

    async with bot.workroom() as work:
        await work.people.save(Person(ADA, "Ada"))
        assert await work.people.get(ADA) == Person(ADA, "Ada")
    other = await open_database(postgresql_url)
    with pytest.raises(StorageUnusable, match="another bot process"):
        await other.lock_instance()
    await other.close()
    await bot.close()


async def test_a_bot_that_lost_its_lock_to_another_does_nothing_more(
    postgresql_url: str, bot: Database
) -> None:
    disconnect_all(postgresql_url)
    other = await open_database(postgresql_url)
    await other.lock_instance()

    with pytest.raises(StorageUnusable, match="another bot process"):
        async with bot.workroom():
            pass
    await other.close()
    async with bot.workroom() as work:
        assert await work.people.get(ADA) is None
    await bot.close()


async def test_a_unit_of_work_that_loses_its_server_is_undone(
    postgresql_url: str, bot: Database
) -> None:
    async def interrupted() -> None:
        async with bot.workroom() as work:
            await work.people.save(Person(ADA, "Ada"))
            disconnect_all(postgresql_url)
            await work.people.get(ADA)

    with pytest.raises(StorageUnusable, match="terminating connection"):
        await interrupted()

    async with bot.workroom() as work:
        assert await work.people.get(ADA) is None
    await bot.close()
