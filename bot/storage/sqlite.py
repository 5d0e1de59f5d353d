"""SQLite: one file, one writer at a time."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.errors import StorageUnusable
from bot.storage.backend import PATIENCE, make_engine

WAL = "PRAGMA journal_mode = WAL"  # a reader, such as a backup, stops no writer
PRAGMAS = (
    "PRAGMA synchronous = FULL",  # a commit is on the disk before Telegram hears of it
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten, not only left out
    f"PRAGMA journal_size_limit = {64 << 20}",  # bytes; a WAL that grew once shrinks again
)
DAMAGED = "is damaged or no SQLite database; move it away and put the last backup in its place"
UNWRITABLE = "can't be written; let the bot's user write this file and its folder"
ADVICE = {  # by primary result code
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_READONLY: UNWRITABLE,
    sqlite3.SQLITE_PERM: UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: "can't be opened; let the bot's user write this file and its folder",
    sqlite3.SQLITE_FULL: "can't grow: the disk is full; make room and start again",
    sqlite3.SQLITE_IOERR: "can't be read or written; see that its disk is sound and not full",
    sqlite3.SQLITE_BUSY: "is held by another program; end that program",
}


class SqliteBackend:
    """A file beside the program."""

    def __init__(self, url: URL) -> None:
        self._path = Path(url.database or "").expanduser().absolute()
        self._lock = ExitStack()  # holds the lock file while we are the bot
        self.where = str(self._path)
        # Without an isolation level Python begins nothing by itself: `enter()` does.
        connect_args = {"isolation_level": None, "timeout": PATIENCE}
        self.engine = make_engine(
            url.set(database=self.where), connect_args, PRAGMAS, may_vanish=False
        )

    def prepare(self) -> None:
        """Create the file and its folder, for nobody else to read; look for damage."""
        folder = self._path.parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(folder):  # two programs that switch to WAL at once get in each other's way
                self._create()
            self._look_for_damage()
        except OSError as error:
            raise StorageUnusable(self._refused(error)) from error
        except sqlite3.Error as error:
            raise StorageUnusable(self._explain(error)) from error
        except UnicodeDecodeError as error:  # SQLite quotes the damaged name of a table
            raise StorageUnusable(f"{self.where} {DAMAGED}") from error

    async def enter(self, connection: AsyncConnection) -> None:
        """Write-lock at once: a reader that turns writer could not wait for its turn."""
        await connection.exec_driver_sql("BEGIN IMMEDIATE")

    async def lock_instance(self) -> None:
        """Lock a file beside the database; the system unlocks it when the process ends."""
        path = self._path.with_name(f"{self._path.name}.lock")
        lock = ExitStack()
        try:
            lock.enter_context(_locked(path, os.O_RDWR | os.O_CREAT, fcntl.LOCK_NB))
        except BlockingIOError as error:
            message = f"another bot process is using {self.where}; stop it first"
            raise StorageUnusable(message) from error
        except OSError as error:
            raise StorageUnusable(self._refused(error)) from error
        self._lock = lock

    def release(self) -> None:
        """Let another bot have it; the lock's file stays, or two could hold two of them."""
        self._lock.close()

    def explain(self, error: DBAPIError) -> str:
        """What happened, where, and what to do."""
        return self._explain(error.orig)

    def _explain(self, cause: BaseException | None) -> str:
        code = getattr(cause, "sqlite_errorcode", None)
        if code is None:
            return f"{self.where} can't be used: {cause}"
        advice = ADVICE.get(code & 0xFF, "can't be used")  # the low byte is the primary code
        return f"{self.where} {advice} ({cause})"

    def _refused(self, error: OSError) -> str:
        return f"{self.where} {UNWRITABLE} ({error.strerror})"

    def _create(self) -> None:
        # Never opened without SQLite if it exists: closing it would drop SQLite's own locks.
        with suppress(FileExistsError):
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode=0o600))
        self._ask(WAL)

    def _look_for_damage(self) -> None:
        if self._ask("PRAGMA quick_check(1)") != "ok":
            raise StorageUnusable(f"{self.where} {DAMAGED}")

    def _ask(self, pragma: str) -> object:
        with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as connection:
            return connection.execute(pragma).fetchone()[0]


@contextmanager
def _locked(path: Path, how: int = os.O_RDONLY, waiting: int = 0) -> Iterator[None]:
    """Be the only process that has locked this file or folder."""
    descriptor = os.open(path, how, mode=0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | waiting)
        yield
    finally:
        os.close(descriptor)  # unlocks
