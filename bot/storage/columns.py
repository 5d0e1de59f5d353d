"""Column types that mean the same in SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Integer,
    Text,
    TypeDecorator,
    cast,
)

# SQLite numbers rows by itself only where the type is exactly INTEGER; its integers have 64 bits.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time that does not say where it is meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value} has no time zone"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC: SQLite forgot."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class AnyText(TypeDecorator[str]):
    """Whatever somebody wrote; the few characters that no database can hold become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """Keep a stray half of an emoji from losing the whole message."""
        return None if value is None else storable(value)


class Names(TypeDecorator[tuple[str, ...]]):
    """Names without blanks, such as ids of entries, in one text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """One text."""
        return None if value is None else storable(" ".join(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002 -- as above
        """The names."""
        return None if value is None else tuple(value.split())


def storable(text: str) -> str:
    """The text without NUL (PostgreSQL) and lone surrogates (UTF-8 has none)."""
    readable = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return readable.replace("\x00", "\ufffd")


def has_words(column: Column[Any]) -> ColumnElement[bool]:
    """Whether there is anything in this JSON; PostgreSQL compares it as text only."""
    return cast(column, Text) != "{}"


def one_of(states: type[StrEnum]) -> Enum:
    """A column of an enum's values, as text: a new member needs no migration."""
    return Enum(
        states,
        native_enum=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )
