"""Calls: the list, one of them, and its recording."""

import mimetypes
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from contracts.errors import NotFound
from contracts.inbound import Direction
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.files import attachment
from hub.api.models.calls import Call
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import calls as asked
from hub.api.routes.leads import OfClient

router = APIRouter(tags=["calls"])
_see = Depends(Allowed(Action.SEE_CALLS))
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.get("/calls")
async def list_calls(
    house: HouseOf,
    bearer: Annotated[Bearer, _see],
    missed: bool | None = None,
    direction: Direction | None = None,
    client: OfClient = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Call]:
    """Calls, the newest first."""
    filters = asked.CallFilters(missed, direction, client)
    async with house.views.connect() as connection:
        return await asked.calls(connection, bearer, filters, limit, cursor)


@router.get("/calls/{call_id}", dependencies=[_see])
async def get_call(house: HouseOf, call_id: UUID) -> Call:
    """A call."""
    async with house.views.connect() as connection:
        found = await asked.calls_named(connection, [call_id])
    if not found:
        raise NotFound("there is no such call")
    return found[0]


@router.get(
    "/calls/{call_id}/recording",
    response_class=Response,
    responses={200: {"content": _BYTES}},
    dependencies=[_see],
)
async def get_recording(house: HouseOf, call_id: UUID) -> Response:
    """What was said, to keep."""
    async with house.views.connect() as connection:
        row = await asked.call_row(connection, call_id)
    if row is None:
        raise NotFound("there is no such call")
    if row.blob is None:
        raise NotFound("of this call there is no recording here")
    ending = mimetypes.guess_extension(row.media_type or "") or ".bin"
    return attachment(await house.blobs.fetch(row.blob), f"call-{call_id}{ending}")
