"""Uploads: a file is put there first, and sent by its id."""

from fastapi import APIRouter, Request

from contracts.errors import Invalid, Transient
from hub.api.access import HouseOf, actor
from hub.api.conversing import Replier
from hub.api.files import safe_name
from hub.api.limit import FILE_BYTES
from hub.api.models.uploads import UploadedFile
from hub.room.door import has_room_for_files
from hub.uploads.form import FIELD, file_in
from hub.uploads.kept import put

router = APIRouter(prefix="/uploads", tags=["conversations"])

_FORM = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [FIELD],
                "properties": {FIELD: {"type": "string", "format": "binary"}},
            }
        }
    },
}


@router.post("", status_code=201, openapi_extra={"requestBody": _FORM})
async def upload(house: HouseOf, bearer: Replier, request: Request) -> UploadedFile:
    """Put a file there, of 20 MB at most; what is not sent within a day is void."""
    sent = file_in(await request.body(), request.headers.get("content-type", ""))
    if len(sent.content) > FILE_BYTES:
        raise Invalid(f"a file may have {FILE_BYTES // 1_000_000} MB", field=FIELD)
    if not has_room_for_files(house.condition):
        raise Transient("there is no room for files now: send words alone, or try again later")
    name = safe_name(sent.name)
    return UploadedFile.of(await put(house, actor(bearer), sent.content, name, sent.media_type))
