"""A channel that is called, of the least kind: what is posted to it is a message."""

import asyncio
from collections.abc import AsyncGenerator

from pydantic import BaseModel

from contracts.channel import (
    Channel,
    Health,
    Host,
    Manifest,
    Outbound,
    Provider,
    Receipt,
    State,
    WebAnswer,
    WebRequest,
)
from contracts.errors import Misconfigured
from contracts.inbound import Address, AddressKind, Inbound, InboundKind

SENT: list[Outbound] = []
"""What was brought out, in this process."""

ASKED: list[WebRequest] = []
"""What the channel was asked, in this process."""


class Settings(BaseModel):
    pass


class Doorbell:
    """A request's path says what becomes of it; without a word it is recorded."""

    def __init__(self, _: Settings, host: Host) -> None:
        self._host = host

    async def receive(self) -> AsyncGenerator[Inbound]:
        async for call in self._host.calls():
            ASKED.append(call.request)
            match call.request.path:
                case "hang":
                    await asyncio.Event().wait()
                case "break":
                    raise ZeroDivisionError
                case "unset":
                    raise Misconfigured("the key is unset.", remedy="Set it.")
                case "mute":
                    continue
                case "script.js":
                    call.answer(script())
                case _:
                    yield self._inbound(call.request)
                    call.answer(WebAnswer(status=200, body=b"recorded"))

    async def send(self, message: Outbound) -> Receipt:
        SENT.append(message)
        return Receipt()

    async def health(self) -> Health:
        return Health(state=State.UP, message="It rings.")

    async def close(self) -> None:
        return None

    def _inbound(self, request: WebRequest) -> Inbound:
        visitor = Address(kind=AddressKind.VISITOR, value=request.header("x-visitor") or "boris")
        return Inbound(
            kind=InboundKind.MESSAGE,
            provider_id=self._host.digest("bell", request.body),
            sender=(visitor,),
            arrived_at=self._host.now(),
            text=request.body.decode(errors="replace"),
        )


def script() -> WebAnswer:
    headers = (
        ("Cache-Control", "public, max-age=300"),
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", "sniff away"),
        ("X-Split", "one\r\nSet-Cookie: two"),
    )
    return WebAnswer(
        status=200, body=b"hello()", media_type="text/javascript; charset=utf-8", headers=headers
    )


def _open(settings: Settings, host: Host) -> Channel:
    return Doorbell(settings, host)


provider = Provider(
    manifest=Manifest(
        name="doorbell",
        title="Doorbell",
        identity_kinds=(AddressKind.VISITOR,),
        text_limit=1000,
        called=True,
    ),
    settings=Settings,
    open=_open,
)
