"""Readers: how far capture and the projections have read, and for how long the next one waits."""

from dataclasses import dataclass
from datetime import datetime

from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.capture import CaptureAdvanced
from hub.capture.run import SUBJECT
from hub.house import House
from hub.log.codec import decode
from hub.log.jetstream import message_at
from hub.log.streams import EVENTS

_BUILDS = """
SELECT c.projection, c.version, c.build, c.seq, count(p.key) AS parked
FROM builds.checkpoints c LEFT JOIN builds.parked p USING (projection, build)
WHERE c.status = 'live' GROUP BY c.projection, c.version, c.build, c.seq ORDER BY c.projection
"""


@dataclass(frozen=True, slots=True)
class CaptureAt:
    """How far capture has read INBOUND."""

    position: int
    lag: int


@dataclass(frozen=True, slots=True)
class ProjectionAt:
    """How far a projection has folded EVENTS; `parked` rows stand still since an error."""

    name: str
    version: int
    build: int
    position: int
    lag: int
    parked: int


async def capture_at(house: House, head: int) -> CaptureAt:
    """What capture itself said last about where it is."""
    stored = await message_at(house.nc, EVENTS, {"last_by_subj": str(SUBJECT)})
    recorded = decode(stored, house.keys) if stored else None
    said = recorded.event if recorded else None
    position = said.position if isinstance(said, CaptureAdvanced) else 0
    return CaptureAt(position, max(head - position, 0))


async def projections_at(connection: AsyncConnection, head: int) -> tuple[ProjectionAt, ...]:
    """How far each live build is."""
    found = await connection.execute(text(_BUILDS))
    return tuple(
        ProjectionAt(
            name=row.projection,
            version=row.version,
            build=row.build,
            position=row.seq,
            lag=max(head - row.seq, 0),
            parked=row.parked,
        )
        for row in found
    )


async def next_came_at(nc: Client, stream: str, position: int) -> datetime | None:
    """When the first message after this position came onto the stream; None if there is none."""
    stored = await message_at(nc, stream, {"seq": position + 1, "next_by_subj": ">"})
    return stored.time if stored else None
