"""An open loopback account."""

import asyncio
from collections.abc import AsyncGenerator

from channels.loopback.outside import Said, outside_of
from channels.loopback.settings import Settings
from contracts.channel import Health, Host, Outbound, Receipt, State
from contracts.errors import Transient
from contracts.ids import derived
from contracts.inbound import Address, AddressKind, Inbound, InboundKind

_MOMENT_SECONDS = 0.2
_GREETER = "mirror"
_GREETING = "Hello! Whatever you answer comes back."
_GREETED = "greeted"


class Loopback:
    """`contracts.channel.Channel`, with nobody at the other end."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self._settings = settings
        self._host = host
        self._outside = outside_of(host.account)
        self._echoes: set[asyncio.Task[Said]] = set()
        self._closing = asyncio.Event()

    async def receive(self) -> AsyncGenerator[Inbound]:
        """A greeting, once per account; then what is said out there, and what comes back."""
        if self._host.cursor is None:
            hello = str(derived("loopback", self._host.account, self._host.connected_at))
            yield self._inbound(Said(hello, _GREETER, _GREETING))
        while (said := await self._next()) is not None:
            yield self._inbound(said)
            self._outside.acknowledge(said)

    async def send(self, message: Outbound) -> Receipt:
        """Bring it to whom it is for; it comes back under a name of its own."""
        if self._closing.is_set():
            raise Transient("the account is closed")
        self._outside.bring(message)
        if self._settings.echo:
            echo = asyncio.create_task(self._echo(message))
            self._echoes.add(echo)
            echo.add_done_callback(self._echoes.discard)
        return Receipt(provider_id=str(message.id), own=self._host.digest("own", str(message.id)))

    async def health(self) -> Health:
        """It is always well: there is nothing that could be away."""
        return Health(state=State.UP, message="What is sent comes back.")

    async def close(self) -> None:
        """`receive` ends, and what was still on its way back is gone."""
        self._closing.set()
        for echo in self._echoes:
            echo.cancel()

    async def _next(self) -> Said | None:
        """What was said, or None once the account is closed."""
        saying = asyncio.ensure_future(self._outside.next())
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait({saying, closing}, return_when=asyncio.FIRST_COMPLETED)
            return None if self._closing.is_set() else saying.result()
        finally:
            saying.cancel()
            closing.cancel()

    async def _echo(self, message: Outbound) -> Said:
        await asyncio.sleep(_MOMENT_SECONDS)
        name = str(derived("echo", message.id))
        return self._outside.says(message.to.value, message.text, name)

    def _inbound(self, said: Said) -> Inbound:
        visitor = Address(kind=AddressKind.VISITOR, value=said.visitor, name=said.visitor)
        return Inbound(
            kind=InboundKind.MESSAGE,
            provider_id=self._host.digest("loopback", said.name),
            sender=(visitor,),
            arrived_at=self._host.now(),
            text=said.text,
            cursor=_GREETED,
        )
