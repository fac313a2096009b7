"""How a request of the Bot API is read: form, JSON or query, with files beside it."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

Params = dict[str, Any]

ATTACHED = "attach://"
INTEGERS = frozenset({"chat_id", "message_id", "offset", "limit", "timeout", "message_thread_id"})
OBJECTS = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "entities",
        "link_preview_options",
        "media",
        "reply_markup",
        "reply_parameters",
    }
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    file_name: str
    content_type: str
    content: bytes

    def __repr__(self) -> str:
        return f"Upload({self.file_name!r}, {self.content_type!r}, {len(self.content)} bytes)"


async def read_params(request: web.Request) -> Params:
    """The parameters by name: numbers as numbers, objects parsed, files as `Upload`."""
    params: Params = dict(request.query)
    if request.content_type == "application/json":
        params |= await request.json()
    elif request.content_type == "multipart/form-data":
        params |= await _multipart(request)
    else:
        params |= await request.post()
    return _with_files({name: _typed(name, value) for name, value in params.items()})


async def _multipart(request: web.Request) -> Params:
    params: Params = {}
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name:
            content = bytes(await part.read(decode=True))
            params[part.name] = _upload(part, content) if part.filename else content.decode()
    return params


def _upload(part: BodyPartReader, content: bytes) -> Upload:
    kind = part.headers.get("Content-Type", "application/octet-stream")
    return Upload(part.filename or "", kind, content)


def _typed(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in OBJECTS:
        return json.loads(value)
    if name in INTEGERS and value.removeprefix("-").isdigit():
        return int(value)
    return value


def _with_files(params: Params) -> Params:
    """Put each file where `attach://<name>` stands for it, also within an album."""
    used: set[str] = set()

    def placed(value: Any) -> Any:
        match value:
            case str() if value.startswith(ATTACHED) and value.removeprefix(ATTACHED) in params:
                used.add(value.removeprefix(ATTACHED))
                return params[value.removeprefix(ATTACHED)]
            case list():
                return [placed(one) for one in value]
            case dict():
                return {name: placed(one) for name, one in value.items()}
            case _:
                return value

    found = {name: placed(value) for name, value in params.items()}
    return {name: value for name, value in found.items() if name not in used}
