"""The history of a card: everything that happened with a client, in one list."""

from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.errors import NotFound
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.history import Entry
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries.clients import client
from hub.api.queries.history import history_of
from hub.api.queries.messages import Order

router = APIRouter(tags=["clients"], dependencies=[Depends(Allowed(Action.SEE_CLIENTS))])


@router.get("/clients/{client_id}/history")
async def get_history(
    house: HouseOf,
    client_id: UUID,
    order: Order = "newest",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Entry]:
    """Messages, notes, calls, touches, steps of leads, deals and tasks, and what else happened.

    `event`: to a conversation (whose it is, closed, asleep, labelled, escalated) or to the card
    (merged, parted).
    """
    async with house.views.connect() as connection:
        if await client(connection, client_id) is None:
            raise NotFound("there is no such client")
        return await history_of(connection, client_id, order, limit, cursor)
