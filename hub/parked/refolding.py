"""Trying parked rows again: their projection is computed anew beside the one that serves.

All events of each entity are folded in their order; if one still cannot be folded, it is said which
one, and what served goes on as it was.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from contracts.errors import Conflict, NotFound
from contracts.event import Event, Recorded
from hub.house import House
from hub.projector.builds import discard_unfinished
from hub.projector.rebuild import Rebuilder, Rebuilt, Report
from hub.wiring import PROJECTIONS
from projections.kit import Fold, Key, Projection, Table


class _Unfoldable(Exception):
    """A fold raised at this position."""

    def __init__(self, seq: int, error: Exception) -> None:
        super().__init__(f"the event at {seq} cannot be folded: {type(error).__name__}")
        self.seq = seq
        self.error = type(error).__name__


def projection_named(name: str, among: Iterable[Projection] = PROJECTIONS) -> Projection:
    """The projection.

    Raises:
        NotFound: there is none of this name.
    """
    found = next((one for one in among if one.name == name), None)
    if found is None:
        raise NotFound(f"there is no projection {name}")
    return found


async def refold(house: House, projection: Projection, report: Report) -> Rebuilt:
    """Build it anew and let it serve; its rows move again.

    Raises:
        Conflict: an event still cannot be folded; the old tables serve on.
    """
    rebuilder = Rebuilder(house.nc, house.views, house.keys)
    try:
        return await rebuilder.rebuild(_telling(projection), report)
    except _Unfoldable as fault:
        async with house.views.begin() as connection:
            await discard_unfinished(connection, projection)
        raise Conflict(
            f"{projection.name}: the event at {fault.seq} still cannot be folded "
            f"({fault.error}); everything is as it was. Install a version that folds it, then "
            "retry."
        ) from fault


def _telling(projection: Projection) -> Projection:
    """The same, whose folds say where they fail."""
    return replace(projection, tables=tuple(_told(table) for table in projection.tables))


def _told(table: Table[Any]) -> Table[Any]:
    folds = {event: [_located(fold) for fold in those] for event, those in table.folds.items()}
    return replace(table, folds=folds)


def _located(fold: Fold) -> Fold:
    def keys(recorded: Recorded[Event]) -> list[Key]:
        try:
            return list(fold.keys(recorded))
        except Exception as error:
            raise _Unfoldable(recorded.seq, error) from error

    def step(row: Any, recorded: Recorded[Any], key: Key) -> Any:
        try:
            return fold.step(row, recorded, key)
        except Exception as error:
            raise _Unfoldable(recorded.seq, error) from error

    return Fold(keys, step)
