"""Lateness: how far behind each reader is, in messages and in seconds."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from hub.house import House
from hub.log.streams import EVENTS, INBOUND
from hub.looking.readers import CaptureAt, ProjectionAt, next_came_at

_Place = tuple[str, int]
"""A stream, and a position in it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How far somebody has read a stream. `seconds`: for how long the next message waits."""

    name: str
    stream: str
    position: int
    lag: int
    seconds: float = 0.0

    @property
    def place(self) -> _Place:
        """Where it is."""
        return self.stream, self.position


async def reading(
    house: House, capture: CaptureAt | None, projections: Iterable[ProjectionAt]
) -> tuple[Reader, ...]:
    """Everybody who reads.

    Raises:
        Transient: the log does not answer.
    """
    readers = [Reader("capture", INBOUND, capture.position, capture.lag)] if capture else []
    readers += [Reader(one.name, EVENTS, one.position, one.lag) for one in projections]
    came = await _came(house, {one.place for one in readers if one.lag})
    now = house.clock()
    return tuple(replace(one, seconds=_seconds(came.get(one.place), now)) for one in readers)


async def _came(house: House, places: set[_Place]) -> dict[_Place, datetime | None]:
    """Most stand at the same place: each is asked for once."""
    ordered = sorted(places)
    came = await asyncio.gather(*(next_came_at(house.nc, *place) for place in ordered))
    return dict(zip(ordered, came, strict=True))


def _seconds(came_at: datetime | None, now: datetime) -> float:
    """Since then; none where nothing waits any more."""
    return max((now - came_at).total_seconds(), 0.0) if came_at else 0.0
