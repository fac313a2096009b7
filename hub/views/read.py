"""Queries over the views of projections; rows come back as the projection's own dataclasses."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Subject
from hub.folds.aggregates import AGGREGATES, adapter
from hub.projector.bulk import bulk_of
from hub.projector.columns import columns_of
from hub.projector.statements import row_from
from projections.kit import Table

R = TypeVar("R")


async def rows_of(
    connection: AsyncConnection, table: Table[R], column: str, values: Collection[Any]
) -> list[R]:
    """The rows whose column has one of these values.

    In the connection's transaction where it is in one; a read alone needs none.
    """
    if not values:
        return []
    bulk = await bulk_of(connection)
    records = await bulk.driver.fetch(_by(table, column), list(values))
    return [row_from(table, record) for record in records]


@cache
def _by(table: Table[Any], column: str) -> str:
    """By the driver's own array: a list of parameters would be another statement for each length.

    Raises:
        KeyError: the table has no such column.
    """
    columns = {one.name: one for one in columns_of(table)}
    names = ", ".join(columns)
    return f"SELECT {names} FROM {table.name} WHERE {columns[column].name} = ANY($1)"  # noqa: S608 - own names


async def rows(connection: AsyncConnection, table: Table[R], query: Select[Any]) -> list[R]:
    """The rows that a query over the whole view finds."""
    found = await connection.execute(query)
    return [row_from(table, record) for record in found.mappings()]


async def states(
    connection: AsyncConnection, subjects: Iterable[Subject]
) -> list[tuple[Subject, int, Any]]:
    """Where these aggregates stand: position and state; those without events are left out."""
    found = await rows_of(connection, AGGREGATES, "subject", [str(s) for s in subjects])
    parsed = ((Subject.parse(row.subject), row) for row in found)
    return [
        (subject, row.seq, adapter(subject.aggregate).validate_python(row.state))
        for subject, row in parsed
    ]
