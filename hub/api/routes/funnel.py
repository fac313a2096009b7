"""The funnel: how deals go through the stages, and what becomes of leads."""

from typing import Annotated

from fastapi import APIRouter, Depends

from contracts.errors import Invalid
from contracts.pipeline import SALES
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.funnel import By, Funnel
from hub.api.moments import Since, Until
from hub.api.queries import funnel as asked
from hub.api.queries.period import Period
from hub.api.queries.pipelines import pipeline as named
from hub.api.words import SearchWord

router = APIRouter(tags=["funnel"])


@router.get("/funnel")
async def get_funnel(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.SEE_SALES))],
    pipeline: SearchWord = SALES,
    since: Since = None,
    until: Until = None,
    by: By = By.STAGE,
) -> Funnel:
    """Stage by stage: how many stays began and how they ended, how long they took, what is won.

    Counted are stays in stages, and leads, that began in the time asked for, as they stand now.
    """
    period = Period(since, until)
    async with house.views.connect() as connection:
        found = await named(connection, pipeline)
        if found is None:
            raise Invalid("there is no such pipeline", field="pipeline")
        return await asked.funnel(connection, bearer, found, period, by)
