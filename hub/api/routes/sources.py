"""Sources: where clients come from, what it costs and brings; and every touch, to trace it."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.sources import Group, Sources
from hub.api.models.touches import Touch
from hub.api.moments import Since, Until
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import sources as asked
from hub.api.queries import touches as touched
from hub.api.queries.attribution import Model
from hub.api.queries.period import Period
from hub.api.words import SearchWord

router = APIRouter(prefix="/sources", tags=["sources"])
Seer = Annotated[Bearer, Depends(Allowed(Action.SEE_SOURCES))]


@router.get("")
async def list_sources(
    house: HouseOf,
    bearer: Seer,
    since: Since = None,
    until: Until = None,
    model: Model = "last",
    group: Group = Group.SOURCE,
) -> Sources:
    """What came of the leads of a time, by the first or last touch before each, and its cost."""
    period = Period(since, until)
    async with house.views.connect() as connection:
        return await asked.sources(connection, bearer, period, model, group)


@router.get("/touches")
async def list_touches(
    house: HouseOf,
    bearer: Seer,
    source: SearchWord | None = None,
    medium: SearchWord | None = None,
    campaign: SearchWord | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Touch]:
    """Touches, the newest first, each with its position on the log."""
    filters = touched.TouchFilters(source, medium, campaign)
    async with house.views.connect() as connection:
        return await touched.touches(connection, bearer, filters, limit, cursor)
