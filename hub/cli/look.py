"""A look at the whole hub: how far everybody is, counted where it stands."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.capture import CaptureAdvanced
from hub.capture.run import SUBJECT
from hub.cli import ports
from hub.cli.channels import accounts_of
from hub.cli.picture import CaptureAt, Picture, ProjectionAt
from hub.folds.clocks import CLOCKS
from hub.house import House
from hub.log.codec import decode
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import EVENTS, INBOUND
from hub.projector.columns import view_of
from projections.delivery import DELIVERY
from projections.registry import OUTCOMES

_PATIENCE_SECONDS = 2.0
_LOOK_SECONDS = 0.1
_OVERDUE = timedelta(seconds=10)

_BUILDS = """
SELECT c.projection, c.version, c.build, c.seq, count(p.key) AS parked
FROM builds.checkpoints c LEFT JOIN builds.parked p USING (projection, build)
WHERE c.status = 'live' GROUP BY c.projection, c.version, c.build, c.seq ORDER BY c.projection
"""


async def look(house: House) -> Picture:
    """How it is. Those who are behind get a moment to catch up with where the log was at first."""
    first = picture = await _look(house)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while _behind(picture, first):
                await asyncio.sleep(_LOOK_SECONDS)
                picture = await _look(house)
    return replace(picture, behind=_behind(picture, first))


def _behind(now: Picture, first: Picture) -> tuple[str, ...]:
    late = [one.name for one in now.projections if one.position < first.events_head]
    return (*(["capture"] if now.capture.position < first.inbound_head else []), *late)


async def _look(house: House) -> Picture:
    inbound, events = await last_seq(house.nc, INBOUND), await last_seq(house.nc, EVENTS)
    channels = tuple(await accounts_of(house))
    settings = ports.as_noted(house.settings)
    async with house.views.connect() as connection:
        return Picture(
            api=settings.api_url or ports.url(settings),
            api_answers=await ports.is_open(settings),
            inbound_head=inbound,
            events_head=events,
            capture=await capture_at(house, inbound),
            projections=await projections_at(connection, events),
            parked_inbounds=await _count(connection, _parked()),
            channels=channels,
            deliveries_open=await _count(connection, _counted().select_from(view_of(DELIVERY))),
            clocks_overdue=await _count(connection, _overdue(house)),
        )


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


def _counted() -> Select[int]:
    return select(func.count())


def _parked() -> Select[int]:
    outcomes = view_of(OUTCOMES)
    return _counted().select_from(outcomes).where(outcomes.c.outcome == "parked")


def _overdue(house: House) -> Select[int]:
    clocks = view_of(CLOCKS)
    return _counted().select_from(clocks).where(clocks.c.due_at < house.clock() - _OVERDUE)


async def _count(connection: AsyncConnection, query: Select[int]) -> int:
    return (await connection.execute(query)).scalar_one()
