"""Unbuilt: the views that do not serve in this code's version yet, and how far they are."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from projections.kit import Projection

_BUILDS = text(
    "SELECT projection, version, seq, status FROM builds.checkpoints WHERE status <> 'old'"
)


async def unbuilt(connection: AsyncConnection, projections: Sequence[Projection]) -> str:
    """What is missing, in a sentence for anybody; nothing where every view is of this version.

    The end of the log is taken to be where the views that serve are: nothing is folded meanwhile.
    """
    rows = (await connection.execute(_BUILDS)).all()
    known = {projection.name: projection.version for projection in projections}
    serving = {row.projection for row in rows if row.status == "live" and _is(row, known)}
    if not (missing := known.keys() - serving):
        return ""
    end = max((row.seq for row in rows), default=0)
    said = [
        f"{row.projection} is at {row.seq} of {end} events."
        for row in rows
        if row.status == "building" and row.projection in missing and _is(row, known)
    ]
    return " ".join([_missing(len(missing), len(known)), *(said or [_NOBODY])])


_NOBODY = "The next is begun as soon as a projector of this version runs."


def _is(row: Any, known: Mapping[str, int]) -> bool:
    return bool(known.get(row.projection) == row.version)


def _missing(number: int, of: int) -> str:
    return f"The views of this version are being built from the log: {number} of {of} are missing."
