"""Readers: who has opened a card."""

from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import select

from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.access import Reader, Readers
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.readings import READINGS

router = APIRouter(tags=["clients"])
_MOST = 500


@router.get("/clients/{client_id}/readers", dependencies=[Depends(Allowed(Action.SEE_READERS))])
async def list_readers(house: HouseOf, client_id: UUID) -> Readers:
    """Everybody who opened this card, who was there last stands first."""
    view = view_of(READINGS)
    theirs = select(view).where(view.c.client_id == client_id)
    query = theirs.order_by(view.c.last_at.desc(), view.c.reader_id).limit(_MOST)
    async with house.views.connect() as connection:
        found = await rows(connection, READINGS, query)
    return Readers(items=[Reader.model_validate(row) for row in found])
