"""Search: cards by name or address, messages and notes by their words."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, may
from hub.api.models.finding import Found, FoundClient
from hub.api.queries.search import clients_called, messages_with
from hub.api.spelling import spelled
from hub.api.words import SearchWord

router = APIRouter(tags=["search"])


@router.get("/search")
async def search(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.SEE_CONVERSATIONS))],
    q: SearchWord,
    limit: Annotated[int, Query(ge=1, le=50, description="How many of each at most.")] = 20,
) -> Found:
    """Words in any of their forms, Russian or English; the newest first.

    In quotes: these words in this order; with a minus: without that word. A whole address, or the
    last digits of a number, finds its card, for whom cards are for at all.
    """
    named = spelled(house, q)
    async with house.views.connect() as connection:
        messages, older = await messages_with(connection, bearer, q, limit)
        clients: list[FoundClient] = []
        others = False
        if may(bearer, Action.SEE_CLIENTS):
            clients, others = await clients_called(connection, bearer, q, named, limit)
    return Found(clients=clients, messages=messages, more=older or others)
