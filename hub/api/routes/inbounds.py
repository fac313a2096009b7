"""Inbounds: what became of everything that arrived, so that bad input stays visible."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, TypeAdapter
from sqlalchemy import select

from contracts.errors import NotFound
from hub.api.access import Action, Allowed, HouseOf
from hub.api.paging import Cursor, Limit, Page, page_of, read_cursor
from hub.api.words import LARGEST, Position
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.registry import OUTCOMES, OutcomeRow

router = APIRouter(
    prefix="/inbounds", tags=["inbounds"], dependencies=[Depends(Allowed(Action.SEE_INBOUNDS))]
)
_SEQ: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=LARGEST)])


class Outcome(StrEnum):
    """What became of it."""

    CONVERSATION = "conversation"
    EDIT = "edit"
    BOUNCE = "bounce"
    FORM = "form"
    CALL = "call"
    VISIT = "visit"
    REPEAT = "repeat"
    PARKED = "parked"
    DISCARDED = "discarded"
    ASIDE = "aside"


class InboundOutcome(BaseModel):
    """An inbound by its position in INBOUND; `seq` is that of what it meant, in EVENTS.

    `first`: the position of what it repeats.
    """

    inbound: int
    outcome: Outcome
    account: str | None
    conversation_id: UUID | None
    reason: str | None
    first: int | None
    raw: bool
    seq: int


def _shown(row: OutcomeRow) -> InboundOutcome:
    return InboundOutcome(
        inbound=row.inbound,
        outcome=Outcome(row.outcome),
        account=row.account,
        conversation_id=row.conversation_id,
        reason=row.reason,
        first=row.first,
        raw=bool(row.raw),
        seq=row.seq,
    )


@router.get("")
async def list_inbounds(
    house: HouseOf, outcome: Outcome | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[InboundOutcome]:
    """What arrived, the last first."""
    view = view_of(OUTCOMES)
    query, after = select(view), read_cursor(_SEQ, cursor)
    if outcome is not None:
        query = query.where(view.c.outcome == outcome.value)
    if after is not None:
        query = query.where(view.c.inbound < after)
    query = query.order_by(view.c.inbound.desc()).limit(limit + 1)
    async with house.views.connect() as connection:
        found = [_shown(row) for row in await rows(connection, OUTCOMES, query)]
    return page_of(found, limit, _SEQ, lambda one: one.inbound)


@router.get("/{seq}")
async def get_inbound(house: HouseOf, seq: Position) -> InboundOutcome:
    """What became of one of them."""
    async with house.views.connect() as connection:
        found = await rows_of(connection, OUTCOMES, "inbound", [seq])
    if not found:
        raise NotFound("nothing has become of an inbound at this position yet")
    return _shown(found[0])
