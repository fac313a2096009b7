"""Looked: the whole hub at the moment of a scrape; what an engine cannot say now is missing."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.looking.counts import Counts, counts_at
from hub.looking.engines import Answering, answering
from hub.looking.heads import Heads, heads_of
from hub.looking.readers import ProjectionAt, capture_at, projections_at
from hub.metrics.lateness import Reader, reading

T = TypeVar("T")

_PATIENCE_SECONDS = 1.0
"""For whoever has just answered."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen. None, and no rows: whoever knows does not answer."""

    engines: Answering
    heads: Heads | None = None
    readers: tuple[Reader, ...] = ()
    projections: tuple[ProjectionAt, ...] = ()
    counts: Counts | None = None
    leases: dict[str, bool] = field(default_factory=dict)
    """Those that somebody holds, and whether it is this process."""


async def look(house: House) -> Looked:
    """A look at everything that answers: seven seconds at most, whatever is away or slow."""
    engines = await answering(house)
    heads = await _tried(heads_of(house.nc)) if engines.jetstream else None
    views = await _tried(_views(house, heads)) if engines.views else None
    projections, counts = views or ((), None)
    if heads is None:
        return Looked(engines, None, (), projections, counts)
    capture = await _tried(capture_at(house, heads.inbound.position))
    readers = await _tried(reading(house, capture, projections)) or ()
    leases = await _tried(house.leases.holders()) or {}
    return Looked(engines, heads, readers, projections, counts, _ours(house, leases))


async def _tried(asked: Awaitable[T]) -> T | None:
    """The answer; None where an engine went away meanwhile."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await asked
    except ENGINE_FAULTS:
        return None


def _ours(house: House, holders: Mapping[str, str]) -> dict[str, bool]:
    return {name: house.leases.holds(name) for name in holders}


async def _views(house: House, heads: Heads | None) -> tuple[tuple[ProjectionAt, ...], Counts]:
    async with house.views.connect() as connection:
        projections = await projections_at(connection, heads.events.position if heads else 0)
        return projections, await counts_at(connection, house.clock())
