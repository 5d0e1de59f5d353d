"""Reading `DATABASE_URL` in the forms in which people and platforms write it."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from actions.errors import StorageUnusable

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",  # hosting platforms still write it so
    "postgresql": "postgresql+psycopg",
}
EXAMPLES = "write `sqlite:///data/beledci.db` or `postgresql://user:password@host/name`"


def read_url(text: str) -> URL:
    """The address with the driver that we use; what is wrong is said without the password."""
    scheme, found, rest = text.strip().partition("://")
    driver = DRIVERS.get(scheme.lower().partition("+")[0])
    if not found or driver is None:
        raise StorageUnusable(f"DATABASE_URL names neither SQLite nor PostgreSQL; {EXAMPLES}")
    if rest.count("@") > 1:  # the rest of such a password would pass for the host, and be shown
        raise StorageUnusable("DATABASE_URL has more than one @; in a password, write it as %40")
    try:
        url = make_url(f"{driver}://{rest}")
    except (ArgumentError, ValueError):  # its text may quote the password: not chained
        raise StorageUnusable(f"DATABASE_URL can't be read as an address; {EXAMPLES}") from None
    return _with_a_file(url) if url.drivername == DRIVERS["sqlite"] else url


def _with_a_file(url: URL) -> URL:
    path = url.database or ":memory:"
    if url.host or url.query or ":memory:" in path or path.startswith("file:"):
        problem = "DATABASE_URL must name a file after three slashes, with nothing behind it"
        raise StorageUnusable(f"{problem}; write `sqlite:///data/beledci.db`")
    return url
