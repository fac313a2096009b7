"""Parked work: what waits for a person, have it tried again, give it up."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field, TypeAdapter

from contracts.capture import Standing
from contracts.event import Event, Recorded
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.models.parked import (
    Asked,
    ParkedInbound,
    ParkedInboundWhole,
    ParkedStep,
    Refolded,
    StandingRow,
)
from hub.api.paging import Cursor, Limit, Page, page_of, read_cursor
from hub.api.words import LARGEST, Body, Line, Position
from hub.api.writing import Written, shown
from hub.house import House
from hub.parked.asking import ask_again, ask_waiting, discard
from hub.parked.kept import done_about, kept
from hub.parked.listing import OPEN, parked_inbound, parked_inbounds
from hub.parked.refolding import projection_named, refold
from hub.parked.rows import standing_rows
from projections.parked import ParkedRow

router = APIRouter(prefix="/parked", tags=["parked"])
_see = [Depends(Allowed(Action.SEE_INBOUNDS))]
Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_INBOUNDS))]
_SEQ: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=LARGEST)])
_READS = ("parked", "registry")


class DiscardBody(Body):
    """Why nothing is to become of it; it stays on the log, so name nobody."""

    reason: Line


@router.get("/inbounds", dependencies=_see)
async def list_parked_inbounds(
    house: HouseOf, discarded: bool = False, limit: Limit = 50, cursor: Cursor = None
) -> Page[ParkedInbound]:
    """Those that wait for a person, or were given up; the oldest first."""
    standing = (Standing.DISCARDED,) if discarded else OPEN
    after = read_cursor(_SEQ, cursor) or 0
    async with house.views.connect() as connection:
        found = await parked_inbounds(connection, standing, after, limit + 1)
    return page_of([_shown(row) for row in found], limit, _SEQ, lambda one: one.inbound)


def _shown(row: ParkedRow) -> ParkedInbound:
    return ParkedInbound(**asdict(row))


@router.get("/inbounds/{seq}", dependencies=_see)
async def get_parked_inbound(house: HouseOf, seq: Position) -> ParkedInboundWhole:
    """Everything known of one of them, its history included."""
    async with house.views.connect() as connection:
        row = await parked_inbound(connection, seq)
    found = await kept(house, seq)
    inbound = found.inbound if found else None
    return ParkedInboundWhole(
        **asdict(row),
        kept=found is not None,
        arrived_at=found.arrived_at if found else None,
        size_bytes=found.size if found else None,
        kind=inbound.kind if inbound else None,
        raw=inbound.raw if inbound else None,
        unreadable=found.unreadable if found else None,
        history=[_step(one) for one in await done_about(house, seq)],
    )


def _step(recorded: Recorded[Event]) -> ParkedStep:
    said = recorded.event.model_dump(include={"reason", "waits_for"})
    type_ = recorded.event.event_name
    return ParkedStep(seq=recorded.seq, type=type_, at=recorded.at, actor=recorded.actor, **said)


@router.post("/inbounds/{seq}/retry", status_code=202)
async def retry_parked_inbound(house: HouseOf, bearer: Keeper, seq: Position) -> Written:
    """Have capture decide it again, within seconds; what was discarded is taken up again."""
    return await _written(house, await ask_again(house, [seq], actor(bearer)))


@router.post("/inbounds/{seq}/discard")
async def discard_parked_inbound(
    house: HouseOf, bearer: Keeper, seq: Position, body: DiscardBody
) -> Written:
    """Take it off the list; it stays where it arrived, and may still be tried again."""
    return await _written(house, await discard(house, seq, body.reason, actor(bearer)))


@router.post("/retry", status_code=202)
async def retry_all_parked_inbounds(house: HouseOf, bearer: Keeper) -> Asked:
    """Have every inbound that waits decided again."""
    async with house.views.connect() as connection:
        waiting = await parked_inbounds(connection, (Standing.WAITING,))
    seq = await ask_waiting(house, [row.inbound for row in waiting], actor(bearer))
    await shown(house, _READS, seq)
    return Asked(inbounds=len(waiting), seq=seq)


async def _written(house: House, seq: int) -> Written:
    await shown(house, _READS, seq)
    return Written(seq=seq)


@router.get("/rows", dependencies=_see)
async def list_standing_rows(house: HouseOf) -> list[StandingRow]:
    """Rows of projections that stand still since an event could not be folded."""
    return [StandingRow(**asdict(row)) for row in await standing_rows(house)]


@router.post("/rows/{name}/retry")
async def retry_standing_rows(house: HouseOf, bearer: Keeper, name: str) -> Refolded:
    """Compute the projection anew beside the one that serves; answers when it serves."""
    _ = bearer  # a computed answer is no fact: the log does not tell who had it computed
    done = await refold(house, projection_named(name), lambda _, __: None)
    return Refolded(projection=done.projection, build=done.build, seq=done.seq)
