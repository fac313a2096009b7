"""Fold a batch of events into one build, and write what changed: a statement per table.

Live, a row whose event cannot be folded is parked with its error, and the rest flows; a rebuild
stops at the first error.
"""

from collections.abc import Sequence
from typing import Any

import orjson
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Event, Recorded
from hub.projector.builds import Build, Status
from hub.projector.statements import key_arrays, row_arrays, row_from, statements
from projections.kit import Key, Table, concerns, evolve

log = structlog.get_logger()


class Moved(Exception):
    """The checkpoint is not where this worker left it: somebody else folds, or it was restored."""


async def fold_batch(
    connection: AsyncConnection, build: Build, events: Sequence[Recorded[Event]], seq: int
) -> None:
    """Fold into every table and move the checkpoint to `seq`, in the caller's transaction.

    Raises:
        Moved: the checkpoint was not at `build.seq`; the transaction has to be given up.
    """
    new = [event for event in events if event.seq > build.seq]
    concerned = [event for event in new if type(event.event) in build.projection.events]
    await _advance(connection, build, seq)
    for table in build.projection.tables:
        await _fold_table(connection, build, table, concerned)


async def _advance(connection: AsyncConnection, build: Build, seq: int) -> None:
    moved = await connection.execute(
        text(
            "UPDATE builds.checkpoints SET seq = :seq WHERE projection = :name "
            "AND build = :build AND seq = :before AND status = :status"
        ),
        {
            "seq": seq,
            "name": build.projection.name,
            "build": build.number,
            "before": build.seq,
            "status": build.status,
        },
    )
    if moved.rowcount != 1:
        raise Moved(build.projection.name)


async def _fold_table(
    connection: AsyncConnection, build: Build, table: Table[Any], events: list[Recorded[Event]]
) -> None:
    keys = {key for recorded in events for _, key in concerns(table, recorded)}
    if not keys:
        return
    skipped = await parked_keys(connection, build, table, keys)
    rows = await _load(connection, build, table, list(keys))
    changed: set[Key] = set()
    for recorded in events:
        for fold, key in concerns(table, recorded):
            if key in skipped:
                continue
            try:
                if evolve(rows, fold, recorded, key):
                    changed.add(key)
            except Exception as error:  # noqa: BLE001 - a row that cannot be folded is parked, whatever it was
                await _park(connection, build, table, recorded, key, error)
                skipped.add(key)
    await _write(connection, build, table, rows, changed)


async def _load(
    connection: AsyncConnection, build: Build, table: Table[Any], keys: list[Key]
) -> dict[Key, Any]:
    driver = await _driver(connection)
    records = await driver.fetch(statements(table, build.number).load, *key_arrays(table, keys))
    return {
        tuple(record[name] for name in table.key): row_from(table, record) for record in records
    }


async def _write(
    connection: AsyncConnection,
    build: Build,
    table: Table[Any],
    rows: dict[Key, Any],
    changed: set[Key],
) -> None:
    driver = await _driver(connection)
    sql = statements(table, build.number)
    kept = [rows[key] for key in changed if key in rows]
    gone = [key for key in changed if key not in rows]
    if kept:
        await driver.execute(sql.write, *row_arrays(table, kept))
    if gone:
        await driver.execute(sql.delete, *key_arrays(table, gone))


async def _driver(connection: AsyncConnection) -> Any:
    """The driver's own connection: its bulk paths are twice as fast."""
    return (await connection.get_raw_connection()).driver_connection


async def parked_keys(
    connection: AsyncConnection, build: Build, table: Table[Any], keys: set[Key]
) -> set[Key]:
    """Those of the keys whose rows stand still since an event could not be folded."""
    found = await connection.execute(
        text(
            "SELECT key FROM builds.parked "
            "WHERE projection = :name AND build = :build AND table_name = :table"
        ),
        {"name": build.projection.name, "build": build.number, "table": table.name},
    )
    parked = {row.key for row in found}
    return {key for key in keys if key_text(key) in parked} if parked else set()


async def _park(
    connection: AsyncConnection,
    build: Build,
    table: Table[Any],
    recorded: Recorded[Event],
    key: Key,
    error: Exception,
) -> None:
    """Note the row that stands still from here on; a rebuild stops instead."""
    if build.status is not Status.LIVE:
        raise error
    name = build.projection.name
    log.error("row.parked", projection=name, table=table.name, seq=recorded.seq, exc_info=error)
    await connection.execute(
        text("INSERT INTO builds.parked VALUES (:name, :build, :table, :key, :seq, :error)"),
        {
            "name": name,
            "build": build.number,
            "table": table.name,
            "key": key_text(key),
            "seq": recorded.seq,
            "error": type(error).__name__,
        },
    )


def key_text(key: Key) -> str:
    """A key as the list of parked rows shows it."""
    return orjson.dumps([str(part) for part in key]).decode()
