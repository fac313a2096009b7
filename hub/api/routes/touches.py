"""The touches of a card: how a client came here, and what it cost."""

from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.errors import NotFound
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.touches import CardTouches
from hub.api.queries.card_touches import card_touches
from hub.api.queries.clients import client

router = APIRouter(tags=["clients"], dependencies=[Depends(Allowed(Action.SEE_CLIENTS))])


@router.get("/clients/{client_id}/touches")
async def list_card_touches(house: HouseOf, client_id: UUID) -> CardTouches:
    """Where a client came from: the first touch, and the last ones, the newest first."""
    async with house.views.connect() as connection:
        if await client(connection, client_id) is None:
            raise NotFound("there is no such client")
        return await card_touches(connection, client_id)
