"""Checkpoints: moved for all builds of a batch at once, and what stands still is told with it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import orjson

from hub.projector.builds import Build
from hub.projector.bulk import Bulk
from projections.kit import Key, Table

Parked = set[str]
"""Keys of rows that stand still, as `key_text` writes them."""

_ADVANCE = """
WITH stands AS (
    SELECT c.projection, c.build
    FROM builds.checkpoints c
    JOIN unnest($2::text[], $3::integer[], $4::bigint[], $5::text[])
        AS k(projection, build, before, status)
        ON c.projection = k.projection AND c.build = k.build
        AND c.seq = k.before AND c.status = k.status
    ORDER BY c.projection, c.build
    FOR UPDATE OF c
), moved AS (
    UPDATE builds.checkpoints c SET seq = $1
    FROM stands s WHERE c.projection = s.projection AND c.build = s.build
    RETURNING c.projection, c.build
)
SELECT m.projection, m.build, p.table_name, p.key
FROM moved m LEFT JOIN builds.parked p ON p.projection = m.projection AND p.build = m.build
"""
"""One statement. The locks are taken in one order, so that two workers wait, and never both."""

_PARK = "INSERT INTO builds.parked VALUES ($1, $2, $3, $4, $5, $6)"


class Moved(Exception):
    """A checkpoint is not where this worker left it: somebody else folds, or it was restored."""


async def advance(
    bulk: Bulk, builds: Sequence[Build], seq: int
) -> dict[tuple[str, int, str], Parked]:
    """Move these from where they stand to `seq`.

    Returns the keys of rows that stand still since an event could not be folded, by projection,
    build and table.

    Raises:
        Moved: one of them is not at its build's `seq`.
    """
    rows = await bulk.fetch(_ADVANCE, seq, *_standing(builds))
    moved = {(row["projection"], row["build"]) for row in rows}
    for build in builds:
        if (build.projection.name, build.number) not in moved:
            raise Moved(build.projection.name)
    parked = defaultdict[tuple[str, int, str], Parked](set)
    for row in rows:
        if row["key"] is not None:
            parked[row["projection"], row["build"], row["table_name"]].add(row["key"])
    return parked


def _standing(builds: Sequence[Build]) -> list[list[Any]]:
    """One list per column."""
    return [
        [build.projection.name for build in builds],
        [build.number for build in builds],
        [build.seq for build in builds],
        [build.status for build in builds],
    ]


async def park(
    bulk: Bulk, build: Build, table: Table[Any], key: Key, seq: int, error: Exception
) -> None:
    """Note that this row stands still since the event at `seq`."""
    name = build.projection.name
    await bulk.fetch(
        _PARK, name, build.number, table.name, key_text(key), seq, type(error).__name__
    )


def key_text(key: Key) -> str:
    """A key as the list of parked rows shows it."""
    return orjson.dumps([str(part) for part in key]).decode()
