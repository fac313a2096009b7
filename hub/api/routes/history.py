"""The history of a card: everything that happened with a client, in one list."""

from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.errors import NotFound
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.history import Entry
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries.clients import client
from hub.api.queries.history import history_of

router = APIRouter(tags=["clients"], dependencies=[Depends(Allowed(Action.SEE_SALES))])


@router.get("/clients/{client_id}/history")
async def get_history(
    house: HouseOf, client_id: UUID, limit: Limit = 50, cursor: Cursor = None
) -> Page[Entry]:
    """Messages, notes, calls, touches, and steps of leads, deals and tasks, the newest first."""
    async with house.views.connect() as connection:
        if await client(connection, client_id) is None:
            raise NotFound("there is no such client")
        return await history_of(connection, client_id, limit, cursor)
