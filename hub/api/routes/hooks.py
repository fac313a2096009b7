"""Hooks: providers and browsers call the channels that are called.

They stand below no version: their addresses are written down at providers and in pages, and what
they mean is the channel's. That is also why the OpenAPI document has nothing about them.
"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import ClientDisconnect

from contracts.channel import WebAnswer
from contracts.errors import Transient
from hub.accounts.hooks import Hooks
from hub.api.access import Action, HouseOf, OpenToAll
from hub.api.calling import web_request, web_response
from hub.room.door import refuse_when_full
from hub.tasks import ended

router = APIRouter(dependencies=[Depends(OpenToAll(Action.CALL_CHANNEL))])

_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
_RETRY_SECONDS = 5.0


def hooks_of(request: Request) -> Hooks:
    """The accounts that can be called here."""
    hooks: Hooks = request.app.state.hooks
    return hooks


HooksOf = Annotated[Hooks, Depends(hooks_of)]


@router.api_route("/hooks/{account}", methods=_METHODS, include_in_schema=False)
@router.api_route("/hooks/{account}/{path:path}", methods=_METHODS, include_in_schema=False)
async def call_channel(
    house: HouseOf, hooks: HooksOf, request: Request, account: str, path: str = ""
) -> Response:
    """Let the account's channel answer; without an answer the caller is told to try again.

    While a store is full nothing is read of what somebody sends; what is only shown is shown.
    """
    hooks.must_be_open(account)
    if request.method == "POST":
        refuse_when_full(house.condition)
    if not house.nc.is_connected:
        raise Transient("the log does not answer", retry_after=_RETRY_SECONDS)
    try:
        asked = await web_request(request, path, house.settings)
    except ClientDisconnect as error:
        raise Transient("the caller left") from error
    answering = asyncio.create_task(hooks.ask(account, asked))
    return web_response(await _while_there(request, answering))


async def _while_there(request: Request, answering: asyncio.Task[WebAnswer]) -> WebAnswer:
    """The answer; a caller who leaves is not waited for, nor does their request wait any more."""
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            raise Transient("the caller left")
        return answering.result()
    finally:
        await ended([answering, leaving])


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
