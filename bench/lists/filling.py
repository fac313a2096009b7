"""Fill a table of a live build in one statement: without its indexes, which are made at the end."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeAlias

import asyncpg

from hub.projector.columns import columns_of
from hub.projector.statements import physical
from projections.kit import Table

Connection: TypeAlias = "asyncpg.Connection[Any]"

_INDEXES = """
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition, c.conname
FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
WHERE i.indrelid = to_regclass($1)
"""


async def fill(
    connection: Connection, table: Table[Any], columns: Mapping[str, str], source: str
) -> None:
    """A row for each of `source`, which follows FROM: a column's SQL, or its field's default."""
    name = physical(table, 1)
    said = ", ".join(columns.get(one, default) for one, default in _defaults(table).items())
    indexes = await connection.fetch(_INDEXES, name)
    for index in indexes:
        await connection.execute(_dropped(name, index))
    await connection.execute(f"INSERT INTO {name} SELECT {said} FROM {source}")  # noqa: S608 - own names
    await connection.execute(f"ALTER TABLE {name} ADD PRIMARY KEY ({', '.join(table.key)})")
    for index in indexes:
        if not index["conname"]:
            await connection.execute(index["definition"])
    await connection.execute(f"VACUUM (ANALYZE) {name}")


def _dropped(name: str, index: "asyncpg.Record") -> str:
    if index["conname"]:
        return f'ALTER TABLE {name} DROP CONSTRAINT "{index["conname"]}"'
    return f"DROP INDEX {index['name']}"


def _defaults(table: Table[Any]) -> dict[str, str]:
    """By column, in their order: the field's own default as SQL, or NULL."""
    pairs = zip(fields(table.row), columns_of(table), strict=True)
    return {column.name: f"{_default(field)}::{column.sql}" for field, column in pairs}


def _default(field: Any) -> str:
    match field.default:
        case bool() | int() as plain:
            return str(plain)
        case ():
            return "'[]'"
        case _:
            return "NULL"
