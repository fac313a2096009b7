"""Status: how far everybody has read, for operators."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import text

from contracts.capture import CaptureAdvanced
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.channels import ChannelAccount
from hub.api.routes.channels import list_channels
from hub.capture.run import SUBJECT
from hub.house import House
from hub.log.codec import decode
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import EVENTS, INBOUND

router = APIRouter(prefix="/status", tags=["status"])


class Heads(BaseModel):
    """The position of the last message of each stream."""

    inbound: int
    events: int


class CaptureStatus(BaseModel):
    """How far capture has read INBOUND; `lag`: how many inbounds are before it."""

    position: int
    lag: int


class ProjectionStatus(BaseModel):
    """How far a projection has folded EVENTS; `lag`: how many events are before it."""

    name: str
    version: int
    position: int
    lag: int


class Status(BaseModel):
    """How far everybody is."""

    heads: Heads
    capture: CaptureStatus
    projections: list[ProjectionStatus]
    channels: list[ChannelAccount]


@router.get("", dependencies=[Depends(Allowed(Action.SEE_STATUS))])
async def get_status(house: HouseOf) -> Status:
    """How far everybody is; readers first, so that a lag is never less than none."""
    projections, captured = await _positions(house), await _captured(house)
    heads = Heads(
        inbound=await last_seq(house.nc, INBOUND), events=await last_seq(house.nc, EVENTS)
    )
    return Status(
        heads=heads,
        capture=CaptureStatus(position=captured, lag=heads.inbound - captured),
        projections=[
            ProjectionStatus(name=name, version=version, position=seq, lag=heads.events - seq)
            for name, version, seq in projections
        ],
        channels=await list_channels(house),
    )


async def _positions(house: House) -> list[tuple[str, int, int]]:
    query = text(
        "SELECT projection, version, seq FROM builds.checkpoints WHERE status = 'live' "
        "ORDER BY projection"
    )
    async with house.views.connect() as connection:
        return [(row.projection, row.version, row.seq) for row in await connection.execute(query)]


async def _captured(house: House) -> int:
    stored = await message_at(house.nc, EVENTS, {"last_by_subj": str(SUBJECT)})
    recorded = decode(stored, house.keys) if stored else None
    event = recorded.event if recorded else None
    return event.position if isinstance(event, CaptureAdvanced) else 0
