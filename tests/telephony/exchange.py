"""An open account, and whoever calls it: requests go in, inbounds and answers come out."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from channels.telephony.channel import Telephony
from channels.telephony.settings import Settings
from contracts.channel import WebAnswer, WebCall, WebRequest
from contracts.inbound import Inbound
from hub.accounts.calls import Calls
from tests.telegram.memory_host import NOON, MemoryHost

SECRET = "a-secret-of-the-exchange"
OLD_SECRET = "the-secret-before-that-one"
HOOK = "https://hub.omnihub.test/hooks/phone"
BORIS, OUR_LINE = "+79161234567", "+74951234567"
ACCOUNT_SID = "AC" + "0" * 32

RINGS: dict[str, Any] = {
    "id": "event-1",
    "call": "call-7",
    "phase": "ringing",
    "direction": "in",
    "from": BORIS,
    "to": OUR_LINE,
    "at": "2026-06-03T12:00:00Z",
}
TWILIO_RINGS = {
    "AccountSid": ACCOUNT_SID,
    "CallSid": "CA1",
    "CallStatus": "ringing",
    "Direction": "inbound",
    "From": BORIS,
    "To": OUR_LINE,
    "SequenceNumber": "0",
    "Timestamp": "Wed, 03 Jun 2026 12:00:00 +0000",
}


class PhoneHost(MemoryHost):
    """A host that is called."""

    def __init__(self) -> None:
        super().__init__(account="phone")
        self.requests = Calls()

    def calls(self) -> AsyncIterator[WebCall]:
        return self.requests


def settings(**said: Any) -> Settings:
    given = {"format": "generic", "secrets": [SECRET], "public_url": HOOK, "lines": [OUR_LINE]}
    return Settings.model_validate(given | said)


class Desk:
    """The account at work: what it yielded, and what the exchange was answered."""

    def __init__(self, host: PhoneHost, channel: Telephony) -> None:
        self.host = host
        self.channel = channel
        self.inbounds: list[Inbound] = []

    async def run(self) -> None:
        received: AsyncGenerator[Inbound] = self.channel.receive()
        async for inbound in received:
            self.inbounds.append(inbound)

    async def asked(self, request: WebRequest) -> WebAnswer:
        return await self.host.requests.ask(request)

    async def told(self, event: Mapping[str, Any], **headers: str) -> WebAnswer:
        """A signed event in the generic format."""
        return await self.asked(generic(json.dumps(event).encode(), **headers))

    async def twilio(self, params: Mapping[str, str], **changes: Any) -> WebAnswer:
        """A signed webhook of Twilio's."""
        return await self.asked(twilio(params, **changes))


@asynccontextmanager
async def desk(**said: Any) -> AsyncIterator[Desk]:
    host = PhoneHost()
    at_work = Desk(host, Telephony(settings(**said), host))
    running = asyncio.ensure_future(at_work.run())
    yield at_work
    await at_work.channel.close()
    await running


def signed(body: bytes, secret: str = SECRET, at: float = NOON.timestamp()) -> str:
    mac = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256)
    return f"t={at:.0f},v1={mac.hexdigest()}"


def generic(body: bytes, *, signature: str | None = None) -> WebRequest:
    header = signed(body) if signature is None else signature
    headers = (("content-type", "application/json"), ("x-omnihub-signature", header))
    return WebRequest(method="POST", path="", url=HOOK, headers=headers, body=body)


def twilio_signature(url: str, params: Mapping[str, str], token: str = SECRET) -> str:
    text = url + "".join(name + params[name] for name in sorted(params))
    return base64.b64encode(hmac.digest(token.encode(), text.encode(), "sha1")).decode()


def twilio(
    params: Mapping[str, str],
    *,
    path: str = "",
    query: str = "",
    token: str = SECRET,
    signature: str | None = None,
) -> WebRequest:
    """What reaches us: the proxy before us speaks to it by another name, over plain HTTP."""
    tail = (f"/{path}" if path else "") + query
    if signature is None:
        signature = twilio_signature(HOOK + tail, params, token)
    return WebRequest(
        method="POST",
        path=path,
        url=f"http://inside:8400/hooks/phone{tail}",
        headers=(
            ("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
            ("x-twilio-signature", signature),
        ),
        body=encoded(params),
    )


def encoded(params: Mapping[str, str]) -> bytes:
    return urlencode(params).encode()
