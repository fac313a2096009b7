"""Deals: the list, and one of them with its way through the stages."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.errors import NotFound
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.sales import Deal, DealCard, DealStatus
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import deals as asked
from hub.api.routes.leads import Assignee, OfClient
from hub.api.words import SearchWord

router = APIRouter(tags=["deals"])
_see = Depends(Allowed(Action.SEE_SALES))


@router.get("/deals")
async def list_deals(
    house: HouseOf,
    bearer: Annotated[Bearer, _see],
    status: DealStatus | None = None,
    owner: Assignee = None,
    client: OfClient = None,
    pipeline: SearchWord | None = None,
    stage: SearchWord | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Deal]:
    """Deals, the newest first."""
    filters = asked.DealFilters(status, owner, client, pipeline, stage)
    async with house.views.connect() as connection:
        return await asked.deals(connection, bearer, filters, limit, cursor)


@router.get("/deals/{deal_id}", dependencies=[_see])
async def get_deal(house: HouseOf, deal_id: UUID) -> DealCard:
    """A deal, and how long it stayed in each stage."""
    async with house.views.connect() as connection:
        found = await asked.deal(connection, deal_id)
    if found is None:
        raise NotFound("there is no such deal")
    return found
