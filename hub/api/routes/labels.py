"""Labels: the words that hang on conversations."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.finding import Labels
from hub.api.queries.counts import label_counts

router = APIRouter(tags=["conversations"])


@router.get("/labels")
async def list_labels(
    house: HouseOf, bearer: Annotated[Bearer, Depends(Allowed(Action.SEE_CONVERSATIONS))]
) -> Labels:
    """Those that hang on open conversations, and on how many."""
    async with house.views.connect() as connection:
        return Labels(items=await label_counts(connection, bearer))
