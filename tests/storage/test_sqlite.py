"""What can happen to a file is said with the file's name, and what to do."""

import os
import resource
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.domain.person import Person
from actions.errors import StorageUnusable
from bot.storage.database import Database, open_database
from bot.storage.sqlite import SqliteBackend
from bot.storage.url import read_url
from tests.storage.builders import ADA, turn
from tests.storage.strategies import PROPERTY

NOBODY = 65534
PAGE = 4096
LONG = turn("x" * 1_000_000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "beledci.db"


async def opened(path: Path) -> Database:
    return await open_database(f"sqlite:///{path}")


@pytest.fixture
async def sound(path: Path) -> bytes:
    """What is in the file of a sound database."""
    database = await opened(path)
    async with database.workroom() as work:
        await work.people.save(Person(ADA, "Ada"))
    await database.close()
    return content_of(path)


def content_of(path: Path) -> bytes:
    return path.read_bytes()


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def modes_in(folder: Path) -> dict[str, int]:
    """Who may do what with each file in it, and with itself."""
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in (folder, *folder.iterdir())}


async def write_too_much(database: Database) -> None:
    async with database.workroom() as work:
        await work.turns.add(turn("small"))
        await work.turns.add(LONG)


async def test_the_file_and_its_folder_are_made_for_the_bot_alone(path: Path) -> None:
    database = await opened(path)
    await database.lock_instance()

    files = [path.name + end for end in ("", "-wal", "-shm", ".lock")]
    assert modes_in(path.parent) == dict.fromkeys(files, 0o600) | {path.parent.name: 0o700}
    await database.close()


async def test_a_commit_is_on_the_disk_when_it_is_done(path: Path) -> None:
    backend = SqliteBackend(read_url(f"sqlite:///{path}"))
    backend.prepare()
    async with backend.engine.connect() as connection:
        found = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    await backend.engine.dispose()

    assert found == ["wal", 2, 1, 30_000]


async def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    diary = b"Dear diary, " * 99
    put(path, diary)

    with pytest.raises(StorageUnusable, match=r"beledci\.db is damaged .* last backup"):
        await opened(path)
    assert content_of(path) == diary


async def test_a_file_that_lost_its_end_is_found_damaged(path: Path, sound: bytes) -> None:
    put(path, sound[: len(sound) // 2])

    with pytest.raises(StorageUnusable, match=r"beledci\.db is damaged"):
        await opened(path)


async def test_a_damaged_page_is_found_before_anybody_asks_for_it(path: Path, sound: bytes) -> None:
    page = sound.index(b"Ada") // PAGE * PAGE
    put(path, sound[:page] + bytes(PAGE) + sound[page + PAGE :])

    with pytest.raises(StorageUnusable, match=r"beledci\.db is damaged"):
        await opened(path)


@PROPERTY
@given(st.integers(0, 2**63), st.binary(min_size=1, max_size=5000))
@example(815, b"\x80")  # in the name of a table, which SQLite then quotes
async def test_any_damage_is_found_or_harmless(
    path: Path, sound: bytes, where: int, what: bytes
) -> None:
    start = where % len(sound)
    put(path, (sound[:start] + what + sound[start + len(what) :])[: len(sound)])

    with suppress(StorageUnusable):
        await (await opened(path)).close()


async def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageUnusable, match="can't be opened"):
        await opened(tmp_path)


async def test_a_folder_that_cannot_be_made_is_refused(path: Path) -> None:
    put(path.parent, b"I am a file")

    with pytest.raises(StorageUnusable, match=r"beledci\.db can't be written; .* \(.+\)"):
        await opened(path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that others may enter; pytest's own are closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, if we have them: nothing is read-only for root."""
    ours = os.geteuid()
    if ours == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(ours)


def protect(path: Path, mode: int) -> None:
    """Give it to the one who then may not write it."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, -1)
    path.chmod(mode)


@pytest.mark.parametrize("which", ["file", "folder"])
async def test_what_may_not_be_written_is_refused(open_folder: Path, which: str) -> None:
    path = open_folder / "beledci.db"
    await (await opened(path)).close()
    protect(path, 0o444 if which == "file" else 0o644)
    protect(open_folder, 0o755 if which == "file" else 0o555)

    with as_nobody(), pytest.raises(StorageUnusable, match=r"beledci\.db can't be .* let the bot"):
        await opened(path)


async def test_a_full_disk_undoes_the_unit_of_work_and_no_more(path: Path) -> None:
    backend = SqliteBackend(read_url(f"sqlite:///{path}"))
    database = Database(backend)
    await database.start()
    async with backend.engine.connect() as connection:  # the one that all units of work use
        await connection.exec_driver_sql("PRAGMA max_page_count = 100")

    with pytest.raises(StorageUnusable, match=r"beledci\.db can't grow: the disk is full"):
        await write_too_much(database)
    async with database.workroom() as work:
        await work.people.save(Person(ADA, "Ada"))
        assert await work.turns.last(ADA, 9) == []
    await database.close()


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file of this process grows beyond that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_fails_undoes_the_unit_of_work_and_no_more(path: Path) -> None:
    database = await opened(path)

    with files_up_to(500_000), pytest.raises(StorageUnusable, match="see that its disk is sound"):
        await write_too_much(database)
    async with database.workroom() as work:
        assert await work.turns.last(ADA, 9) == []
        await work.turns.add(LONG)
    await database.close()


async def test_a_program_that_holds_the_file_is_named_as_the_reason(path: Path) -> None:
    backend = SqliteBackend(read_url(f"sqlite:///{path}"))
    database = Database(backend)
    await database.start()
    async with backend.engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout = 1")

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnusable, match="is held by another program"):
            async with database.workroom():
                pass
    async with database.workroom() as work:
        await work.people.save(Person(ADA, "Ada"))
    await database.close()
