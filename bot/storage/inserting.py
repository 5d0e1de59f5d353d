"""Inserting what may be there already, in either database's words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def insert_once(
    connection: AsyncConnection, unique: Column[Any], values: Mapping[str, Any]
) -> bool:
    """Add a row; False, and nothing changed, if its `unique` is there already."""
    insert = _insert(connection, unique.table, values)
    added = insert.on_conflict_do_nothing(index_elements=[unique]).returning(unique)
    return (await connection.execute(added)).first() is not None


async def put(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> None:
    """Add a row, or replace the one with the same key."""
    insert = _insert(connection, table, values)
    news = {name: insert.excluded[name] for name in values}
    replaced = insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=news)
    await connection.execute(replaced)


def _insert(
    connection: AsyncConnection, table: Table, values: Mapping[str, Any]
) -> postgresql.Insert | sqlite.Insert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).values(**values)
    return postgresql.insert(table).values(**values)
