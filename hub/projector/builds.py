"""Builds: every projection's tables and checkpoint, one build live, others being made or kept.

Readers look through a view, so a build is promoted, and rolled back, in one transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from hub.projector.columns import columns_of
from hub.projector.statements import physical, statements
from projections.kit import Projection

_SCHEMA = """
CREATE SCHEMA IF NOT EXISTS builds;
CREATE TABLE IF NOT EXISTS builds.checkpoints (
    projection text NOT NULL,
    build integer NOT NULL,
    version integer NOT NULL,
    seq bigint NOT NULL,
    status text NOT NULL,
    tables text[] NOT NULL,
    PRIMARY KEY (projection, build)
);
CREATE UNIQUE INDEX IF NOT EXISTS one_live ON builds.checkpoints (projection)
    WHERE status = 'live';
CREATE TABLE IF NOT EXISTS builds.parked (
    projection text NOT NULL,
    build integer NOT NULL,
    table_name text NOT NULL,
    key text NOT NULL,
    seq bigint NOT NULL,
    error text NOT NULL,
    PRIMARY KEY (projection, build, table_name, key)
);
"""


class Status(StrEnum):
    """What a build is for."""

    LIVE = "live"
    BUILDING = "building"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Build:
    """One set of tables of a projection, folded up to `seq`."""

    projection: Projection
    number: int
    version: int
    seq: int
    status: Status


async def ensure_schema(engine: AsyncEngine) -> None:
    """Make what every build needs."""
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(81712)"))
        await run_script(connection, _SCHEMA)


async def run_script(connection: AsyncConnection, script: str) -> None:
    """Several statements in the transaction of this connection."""
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None  # noqa: S101 - a connection that is open has a driver's one
    await connection.execute(text("SELECT 1"))
    await driver.execute(script)


async def live_builds(
    connection: AsyncConnection, projections: Iterable[Projection]
) -> dict[str, Build]:
    """The build that serves, by the projection's name."""
    by_name = {projection.name: projection for projection in projections}
    rows = await connection.execute(
        text("SELECT projection, build, version, seq FROM builds.checkpoints WHERE status = 'live'")
    )
    return {
        row.projection: Build(by_name[row.projection], row.build, row.version, row.seq, Status.LIVE)
        for row in rows
        if row.projection in by_name
    }


async def new_build(connection: AsyncConnection, projection: Projection) -> Build:
    """Empty tables beside those that serve."""
    number = await connection.scalar(
        text("SELECT coalesce(max(build), 0) + 1 FROM builds.checkpoints WHERE projection = :name"),
        {"name": projection.name},
    )
    for table in projection.tables:
        await run_script(connection, statements(table, number).create)
    build = Build(projection, number, projection.version, 0, Status.BUILDING)
    await connection.execute(
        text(
            "INSERT INTO builds.checkpoints "
            "VALUES (:name, :build, :version, 0, 'building', :tables)"
        ),
        {
            "name": projection.name,
            "build": number,
            "version": projection.version,
            "tables": [physical(table, number) for table in projection.tables],
        },
    )
    return build


async def promote(connection: AsyncConnection, build: Build) -> None:
    """Let this build serve; the one that served is kept for a roll-back, older ones go."""
    name = {"name": build.projection.name}
    await _drop(connection, build.projection, "status = 'old'")
    await connection.execute(
        text(
            "UPDATE builds.checkpoints SET status = 'old' "
            "WHERE projection = :name AND status = 'live'"
        ),
        name,
    )
    await connection.execute(
        text(
            "UPDATE builds.checkpoints SET status = 'live' "
            "WHERE projection = :name AND build = :build"
        ),
        name | {"build": build.number},
    )
    for table in build.projection.tables:
        columns = ", ".join(column.name for column in columns_of(table))
        await run_script(
            connection,
            f"DROP VIEW IF EXISTS {table.name}; CREATE VIEW {table.name} AS "  # noqa: S608 - own names
            f"SELECT {columns} FROM {physical(table, build.number)}",
        )


async def discard_unfinished(connection: AsyncConnection, projection: Projection) -> None:
    """Drop what a build that never came to its end has left."""
    await _drop(connection, projection, "status = 'building'")


async def _drop(connection: AsyncConnection, projection: Projection, which: str) -> None:
    gone = await connection.execute(
        text(
            f"DELETE FROM builds.checkpoints WHERE projection = :name AND {which} "  # noqa: S608 - `which` is ours
            "RETURNING build, tables"
        ),
        {"name": projection.name},
    )
    for row in gone.all():
        await connection.execute(
            text("DELETE FROM builds.parked WHERE projection = :name AND build = :build"),
            {"name": projection.name, "build": row.build},
        )
        for table in row.tables:
            await connection.execute(text(f"DROP TABLE IF EXISTS {table} CASCADE"))
