"""Now: the board of who waits."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.now import Now
from hub.api.queries.now import who_waits
from hub.desk.drafts import drafted

router = APIRouter(tags=["desk"])


@router.get("/now")
async def get_now(
    house: HouseOf, bearer: Annotated[Bearer, Depends(Allowed(Action.SEE_CONVERSATIONS))]
) -> Now:
    """Who waits, how long, who holds it, and who is told next; of what the caller reaches."""
    async with house.views.connect() as connection:
        found = await who_waits(connection, bearer, house.clock())
    if bearer.employee_id is not None:
        talks = [one.conversation for one in found.waiting]
        mine = await drafted(house, bearer.employee_id, [one.conversation_id for one in talks])
        for one in talks:
            one.draft = one.conversation_id in mine
    return found
