"""Live: what happens, as it happens."""

import contextlib
from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request

from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed
from hub.api.origin import own_origin
from hub.api.words import LARGEST
from hub.live.response import EventStream
from hub.live.stream import Stream, place
from hub.live.tail import Tail
from hub.signin.who import Credential, shown_by

router = APIRouter(tags=["live"])
_Position = Annotated[
    int | None, Query(ge=0, le=LARGEST, description="The position that the caller has.")
]
_LastId = Annotated[
    int | None, Header(ge=0, le=LARGEST, description="The same from a client that comes back.")
]
_BLOCKS = {EventStream.media_type: {"schema": {"type": "string"}}}


@router.get(
    "/live",
    status_code=200,  # FastAPI would look for it in the class
    response_class=EventStream,
    responses={200: {"content": _BLOCKS}},
    dependencies=[Depends(own_origin)],
)
async def follow(
    request: Request,
    bearer: Annotated[Bearer, Depends(Allowed(Action.SEE_LIVE))],
    after: _Position = None,
    last_event_id: _LastId = None,
) -> EventStream:
    """Server-sent events: each fact the caller may see, by its wire name, its id the position.

    `data` is `{seq, type, subject: {aggregate, id}, at, actor}`: what changed and where, to ask for
    anew; the views show it already. It goes on after `Last-Event-ID` or `after` without a gap and
    without a double; without them it begins now. Three events are no facts: `position` (the first:
    where the stream begins), `reset` (too far behind, or ahead of the log: load everything anew; it
    goes on from there) and `end` (the token or session opens nothing any more: do not come back
    with it). Two more have no id and are never told again: `presence`, and `shown` before what
    happened in a conversation, `{seq, conversation, messages}`: how a list shows it now.
    """
    tail: Tail = request.app.state.tail
    behind = after if last_event_id is None else last_event_id
    position, first = await place(tail, behind)
    return EventStream(_blocks(tail, shown_by(request), bearer, position, first))


async def _blocks(
    tail: Tail, credential: Credential, bearer: Bearer, position: int, first: bytes
) -> AsyncGenerator[bytes]:
    with tail.listeners.listening(credential, bearer) as listener:
        yield first
        async with contextlib.aclosing(Stream(tail, listener, position).blocks()) as blocks:
            async for text in blocks:
                yield text
