"""Pipelines: the stages that deals go through."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from contracts.errors import NotFound
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.sales import Pipeline
from hub.api.queries import pipelines as asked

router = APIRouter(tags=["pipelines"], dependencies=[Depends(Allowed(Action.SEE_SALES))])
_Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]


@router.get("/pipelines")
async def list_pipelines(house: HouseOf) -> list[Pipeline]:
    """All of them, the shipped one among them, by name."""
    async with house.views.connect() as connection:
        return await asked.pipelines(connection)


@router.get("/pipelines/{pipeline}")
async def get_pipeline(house: HouseOf, pipeline: _Name) -> Pipeline:
    """One of them."""
    async with house.views.connect() as connection:
        found = await asked.pipeline(connection, pipeline)
    if found is None:
        raise NotFound("there is no such pipeline")
    return found
