"""Fold a batch of events into builds, and write what changed: a statement per table.

Live, a row whose event cannot be folded is parked with its error, and the rest flows; a rebuild
stops at the first error.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from contracts.event import Event, Recorded
from hub.projector.builds import Build, Status
from hub.projector.bulk import Bulk
from hub.projector.checkpoints import Parked, advance, key_text, park
from hub.projector.statements import key_arrays, physical, row_arrays, row_from, statements
from projections.kit import Fold, Key, Table, evolve

log = structlog.get_logger()

Change = tuple[Recorded[Event], Fold, Key]


async def fold_all(
    bulk: Bulk, builds: Sequence[Build], events: Sequence[Recorded[Event]], seq: int
) -> None:
    """Fold into every table of these builds and move their checkpoints to `seq`.

    Raises:
        Moved: a checkpoint was not at its build's `seq`; the transaction has to be given up.
    """
    parked = await advance(bulk, builds, seq)
    for build in builds:
        new = [event for event in events if event.seq > build.seq]
        changed: dict[str, list[Any]] = {}
        for table in build.projection.tables:
            skipped = parked.get((build.projection.name, build.number, table.name), set())
            changed[table.name] = await _fold_table(bulk, build, table, new, skipped)
        await _follow(bulk, build, changed)


async def _fold_table(
    bulk: Bulk,
    build: Build,
    table: Table[Any],
    events: Sequence[Recorded[Event]],
    parked: Parked,
) -> list[Any]:
    """The rows that were changed, as they were and as they are now."""
    changes = _changes(table, events)
    if not changes:
        return []
    keys = {key for _, _, key in changes}
    skipped = {key for key in keys if key_text(key) in parked} if parked else set()
    rows = await _load(bulk, build, table, list(keys))
    before = dict(rows)
    changed: set[Key] = set()
    for recorded, fold, key in changes:
        if key in skipped:
            continue
        try:
            if evolve(rows, fold, recorded, key):
                changed.add(key)
        except Exception as error:  # noqa: BLE001 - a row that cannot be folded is parked, whatever it was
            await _stand_still(bulk, build, table, recorded, key, error)
            skipped.add(key)
    await _write(bulk, build, table, rows, changed)
    return [each[key] for key in changed for each in (before, rows) if key in each]


async def _follow(bulk: Bulk, build: Build, changed: Mapping[str, list[Any]]) -> None:
    following = build.projection.following
    if following is None or not any(changed.values()):
        return
    names = {table.name: physical(table, build.number) for table in build.projection.tables}
    await bulk.fetch(following.sql.format(**names), *following.parameters(changed))


def _changes(table: Table[Any], events: Sequence[Recorded[Event]]) -> list[Change]:
    """What the events do to a table, key by key: `concerns`, for many events at once."""
    folds = table.folds
    return [
        (recorded, fold, key)
        for recorded in events
        for fold in folds.get(type(recorded.event), ())
        for key in fold.keys(recorded)
    ]


async def _load(bulk: Bulk, build: Build, table: Table[Any], keys: list[Key]) -> dict[Key, Any]:
    sql = statements(table, build.number).load
    records = await bulk.fetch(sql, *key_arrays(table, keys))
    return {
        tuple(record[name] for name in table.key): row_from(table, record) for record in records
    }


async def _write(
    bulk: Bulk, build: Build, table: Table[Any], rows: dict[Key, Any], changed: set[Key]
) -> None:
    sql = statements(table, build.number)
    kept = [rows[key] for key in changed if key in rows]
    gone = [key for key in changed if key not in rows]
    if kept:
        await bulk.fetch(sql.write, *row_arrays(table, kept))
    if gone:
        await bulk.fetch(sql.delete, *key_arrays(table, gone))


async def _stand_still(
    bulk: Bulk,
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
    await park(bulk, build, table, key, recorded.seq, error)
