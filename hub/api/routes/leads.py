"""Leads: the list, one of them, and who takes new ones."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from contracts.company import LEAD_ROTATION
from contracts.errors import NotFound
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.sales import Lead, LeadCard, LeadStatus, Rotation
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import leads as asked

router = APIRouter(tags=["leads"])
_see = Depends(Allowed(Action.SEE_SALES))

Assignee = Annotated[
    UUID | Literal["none"] | None, Query(description="An employee; `none`: nobody.")
]
OfClient = Annotated[UUID | None, Query(description="Only what is on this card.")]


@router.get("/leads")
async def list_leads(
    house: HouseOf,
    bearer: Annotated[Bearer, _see],
    status: LeadStatus | None = None,
    assignee: Assignee = None,
    client: OfClient = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Lead]:
    """Leads, the newest first."""
    filters = asked.LeadFilters(status, assignee, client)
    async with house.views.connect() as connection:
        return await asked.leads(connection, bearer, filters, limit, cursor)


@router.get("/leads/{lead_id}", dependencies=[_see])
async def get_lead(house: HouseOf, lead_id: UUID) -> LeadCard:
    """A lead, what was filled in, and the touches of its card up to it."""
    async with house.views.connect() as connection:
        found = await asked.lead(connection, lead_id)
    if found is None:
        raise NotFound("there is no such lead")
    return found


@router.get("/rotation", dependencies=[_see])
async def get_rotation(house: HouseOf) -> Rotation:
    """Who takes new leads, in turn."""
    async with house.views.connect() as connection:
        found = await asked.rotation(connection, LEAD_ROTATION)
    if found is None:
        raise NotFound("no rotation was set yet: new leads are nobody's until somebody takes them")
    return found
