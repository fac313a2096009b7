"""An open account of a telephone exchange."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from urllib.parse import urlsplit

from channels.telephony.generic import Generic
from channels.telephony.reading import Dialect, Reading
from channels.telephony.settings import Format, Settings
from channels.telephony.twilio import Twilio
from contracts.channel import (
    Health,
    Host,
    Outbound,
    Receipt,
    State,
    WebAnswer,
    WebCall,
    WebRequest,
)
from contracts.crash import crash_point
from contracts.errors import Misconfigured, Undeliverable
from contracts.inbound import Inbound, InboundKind

_UNSIGNED = WebAnswer(status=401, body=b"The signature is missing, wrong or old.\n")
_ONLY_POST = WebAnswer(status=405, body=b"Events are POSTed here.\n", headers=(("Allow", "POST"),))
_WRONG = 422
_NO_ADDRESS = "The exchange did not name an address where the recording is."
_REMEDY = "Let the exchange name recordings by https://…"


class Telephony:
    """An exchange that calls us: `contracts.channel.Channel` and `contracts.channel.Media`."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self._settings = settings
        self._host = host
        self._dialect = _dialect(settings, host)
        self._closing = asyncio.Event()

    async def receive(self) -> AsyncGenerator[Inbound]:
        """What the exchange tells of calls; it tells again whatever is not acknowledged."""
        calls = self._host.calls()
        while (call := await self._next(calls)) is not None:
            refusal = self._refusal(call.request)
            if refusal is not None:
                call.answer(refusal)
                continue
            reading = self._dialect.read(call.request)
            yield await self._inbound(call.request, reading)
            call.answer(self._answer(reading))
            crash_point("channel.after_acknowledge")

    async def send(self, message: Outbound) -> Receipt:
        """Nothing can be written to a telephone.

        Raises:
            Undeliverable: always.
        """
        _ = message
        raise Undeliverable("A message cannot be sent by telephone: call the client.")

    async def health(self) -> Health:
        """What is to be entered at the exchange; whether it calls, only its calls can tell."""
        return Health(state=State.UP, message=f"{self._told()} {self._settings.public_url}")

    async def close(self) -> None:
        """`receive` ends."""
        self._closing.set()

    @property
    def media_hosts(self) -> frozenset[str]:
        """Where the operator lets recordings be fetched, besides the manifest's hosts."""
        return frozenset(self._settings.recording_hosts)

    def media(self, url: str) -> tuple[str, dict[str, str]]:
        """How to ask for a recording: its URL and the headers.

        Raises:
            Misconfigured: it is no URL of a host.
        """
        try:
            if urlsplit(url).hostname:
                return self._dialect.media(url)
        except ValueError as error:
            raise Misconfigured(_NO_ADDRESS, remedy=_REMEDY) from error
        raise Misconfigured(_NO_ADDRESS, remedy=_REMEDY)

    def _told(self) -> str:
        match self._settings.format:
            case Format.TWILIO:
                return "At Twilio this is the status callback, of calls and of recordings:"
            case Format.GENERIC:
                return "To this address the exchange posts its signed events:"

    async def _next(self, calls: AsyncIterator[WebCall]) -> WebCall | None:
        """The next call, or None once the channel is closed."""
        asking = asyncio.ensure_future(anext(calls, None))
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait({asking, closing}, return_when=asyncio.FIRST_COMPLETED)
            return None if self._closing.is_set() else asking.result()
        finally:
            asking.cancel()
            closing.cancel()
            await asyncio.gather(asking, closing, return_exceptions=True)

    def _refusal(self, request: WebRequest) -> WebAnswer | None:
        if request.method != "POST":
            return _ONLY_POST
        return None if self._dialect.is_authentic(request) else _UNSIGNED

    async def _inbound(self, request: WebRequest, reading: Reading) -> Inbound:
        return Inbound(
            kind=InboundKind.CALL if reading.call else InboundKind.UNSUPPORTED,
            provider_id=self._host.digest("telephony", *reading.key),
            sender=reading.sender,
            arrived_at=reading.at or self._host.now(),
            raw=await self._host.keep(request.body),
            unreadable=reading.unreadable,
            call=reading.call,
        )

    def _answer(self, reading: Reading) -> WebAnswer:
        if not reading.wrong:
            return self._dialect.thanks
        return WebAnswer(status=_WRONG, body=f"{reading.unreadable}\n".encode())


def _dialect(settings: Settings, host: Host) -> Dialect:
    match settings.format:
        case Format.GENERIC:
            return Generic(settings, host)
        case Format.TWILIO:
            return Twilio(settings, host)
