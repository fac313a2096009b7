"""Status: how far everybody has read, for operators."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.channels import ChannelAccount
from hub.api.routes.channels import list_channels
from hub.looking.heads import heads_of
from hub.looking.readers import capture_at, projections_at

router = APIRouter(prefix="/status", tags=["status"])


class Heads(BaseModel):
    """The position of the last message of each stream."""

    inbound: int
    events: int


class CaptureStatus(BaseModel):
    """How far capture has read INBOUND; `lag`: how many inbounds are before it."""

    model_config = ConfigDict(from_attributes=True)

    position: int
    lag: int


class ProjectionStatus(BaseModel):
    """How far a projection has folded EVENTS; `lag`: how many events are before it."""

    model_config = ConfigDict(from_attributes=True)

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
    """How far everybody is."""
    heads = await heads_of(house.nc)
    inbound, events = heads.inbound.position, heads.events.position
    async with house.views.connect() as connection:
        projections = await projections_at(connection, events)
    return Status(
        heads=Heads(inbound=inbound, events=events),
        capture=CaptureStatus.model_validate(await capture_at(house, inbound)),
        projections=[ProjectionStatus.model_validate(one) for one in projections],
        channels=await list_channels(house),
    )
