"""A look at the whole hub: how far everybody is, counted where it stands."""

import asyncio
import contextlib
from dataclasses import replace

from hub.cli import ports
from hub.cli.channels import accounts_of
from hub.cli.picture import Picture
from hub.house import House
from hub.looking.counts import counts_at
from hub.looking.heads import heads_of
from hub.looking.readers import capture_at, projections_at
from hub.room.saying import stores_said

_PATIENCE_SECONDS = 2.0
_LOOK_SECONDS = 0.1


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
    heads = await heads_of(house.nc)
    channels = tuple(await accounts_of(house))
    settings = ports.as_noted(house.settings)
    async with house.views.connect() as connection:
        counts = await counts_at(connection, house.clock())
        return Picture(
            api=settings.api_url or ports.url(settings),
            api_answers=await ports.is_open(settings),
            inbound_head=heads.inbound.position,
            events_head=heads.events.position,
            capture=await capture_at(house, heads.inbound.position),
            projections=await projections_at(connection, heads.events.position),
            parked_inbounds=counts.parked_inbounds,
            channels=channels,
            deliveries_open=counts.deliveries_open,
            clocks_overdue=counts.clocks_late,
            stores=tuple(await stores_said(house)),
            leases=await house.leases.holders(),
            unbuilt=house.condition.unbuilt,
        )
