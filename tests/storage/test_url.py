"""`DATABASE_URL` is understood as people write it, and never shown with its password."""

import pytest

from actions.errors import StorageUnusable
from bot.storage.postgresql import PostgresqlBackend
from bot.storage.url import read_url


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sqlite:///data/beledci.db", "sqlite+aiosqlite:///data/beledci.db"),
        ("sqlite:////data/beledci.db", "sqlite+aiosqlite:////data/beledci.db"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgres://bot:pw@db/name", "postgresql+psycopg://bot:pw@db/name"),
        ("postgresql://bot:pw@db:5433/name", "postgresql+psycopg://bot:pw@db:5433/name"),
        ("postgresql+asyncpg://bot@db/name", "postgresql+psycopg://bot@db/name"),
        (" PostgreSQL://db/name?sslmode=require\n", "postgresql+psycopg://db/name?sslmode=require"),
        ("postgres://bot:p%40w@[::1]/name", "postgresql+psycopg://bot:p%40w@[::1]/name"),
    ],
)
def test_the_usual_forms_are_understood(written: str, read: str) -> None:
    assert read_url(written).render_as_string(hide_password=False) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "secret",
        "mysql://bot:secret@db/name",
        "postgres:/bot:secret@db/name",
        "postgres://bot:secret/name",
        "postgres://bot:sec@ret/secret@db/name",
        "postgres://bot:pw@db:secret/name",
        "sqlite://",
        "sqlite://secret.db",
        "sqlite:///:memory:",
        "sqlite:///file:secret?mode=memory",
        "sqlite:///beledci.db?secret=1",
    ],
)
def test_any_other_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(StorageUnusable, match="DATABASE_URL") as refused:
        read_url(written)

    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_database_is_named_without_its_password() -> None:
    url = "postgres://bot:secret@db:5433/name?sslmode=require&password=secret"

    assert PostgresqlBackend(read_url(url)).where == "postgresql://bot:***@db:5433/name"
