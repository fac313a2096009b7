"""What came with a message: its HTML made harmless, its raw bytes, its files."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from contracts.errors import NotFound
from hub.api.access import Action, Allowed, HouseOf
from hub.api.files import attachment
from hub.api.queries.messages import message
from hub.api.sanitise import sanitise
from hub.house import House
from projections.thread import ThreadRow

router = APIRouter(
    prefix="/messages/{message_id}",
    tags=["messages"],
    dependencies=[Depends(Allowed(Action.SEE_CONVERSATIONS))],
)
_CSP = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_PAGE = {"text/html": {"schema": {"type": "string"}}}


async def _message(house: House, id_: UUID) -> ThreadRow:
    async with house.views.connect() as connection:
        found = await message(connection, id_)
    if found is None:
        raise NotFound("there is no such message")
    return found


@router.get("/html", response_class=Response, responses={200: {"content": _PAGE}})
async def get_html(house: HouseOf, message_id: UUID) -> Response:
    """The message as a page without anything that acts or loads; for a sandboxed frame."""
    row = await _message(house, message_id)
    if row.html is None:
        raise NotFound("this message has no HTML")
    shown = await sanitise(await house.blobs.fetch(row.html))
    return Response(shown, media_type="text/html", headers={"Content-Security-Policy": _CSP})


@router.get("/raw", response_class=Response, responses={200: {"content": _BYTES}})
async def get_raw(house: HouseOf, message_id: UUID) -> Response:
    """The bytes as they arrived, to keep."""
    row = await _message(house, message_id)
    if row.raw is None:
        raise NotFound("of this message no bytes were kept")
    return attachment(await house.blobs.fetch(row.raw), f"message-{message_id}.bin")


@router.get("/attachments/{number}", response_class=Response, responses={200: {"content": _BYTES}})
async def get_attachment(
    house: HouseOf, message_id: UUID, number: Annotated[int, Path(ge=0, le=10_000)]
) -> Response:
    """A file that came along, to keep; `number` counts from 0."""
    row = await _message(house, message_id)
    if number >= len(row.attachments):
        raise NotFound("this message has no such file")
    file = row.attachments[number]
    return attachment(await house.blobs.fetch(file.blob), file.name)
