"""A build's content as one hash: two builds that say the same have the same."""

import hashlib

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.projector.builds import Build
from hub.projector.columns import columns_of
from hub.projector.statements import physical


async def hash_of(connection: AsyncConnection, build: Build) -> str:
    """SHA-256 over all rows of all tables, in the order of their keys (64 hexadecimal digits)."""
    await connection.execute(text("SET LOCAL TimeZone = 'UTC'"))
    digest = hashlib.sha256()
    for table in build.projection.tables:
        columns = ", ".join(column.name for column in columns_of(table))
        order = ", ".join(f't."{name}"' for name in table.key)
        rows = await connection.stream(
            text(
                f"SELECT md5(t::text) FROM (SELECT {columns} "  # noqa: S608 - the code's own names
                f"FROM {physical(table, build.number)}) t ORDER BY {order}"
            )
        )
        digest.update(table.name.encode())
        async for (row,) in rows:
            digest.update(row.encode())
    return digest.hexdigest()
