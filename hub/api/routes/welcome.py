"""Welcome: what is left to do until a new hub has answered its first client."""

from fastapi import APIRouter, Depends

from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.now import Welcome
from hub.api.queries.welcome import how_far

router = APIRouter(tags=["desk"])


@router.get("/welcome", dependencies=[Depends(Allowed(Action.SEE_COLLEAGUES))])
async def get_welcome(house: HouseOf) -> Welcome:
    """The first steps, and which of them are done: by what there is, whoever did it."""
    async with house.views.connect() as connection:
        return await how_far(connection)
