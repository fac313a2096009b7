"""A hub in memory: what a channel yields is recorded before the channel goes on."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import aclosing

from contracts.channel import Channel
from contracts.inbound import Inbound
from hub.accounts.calls import Calls
from hub.conformance.harness import Harness
from hub.conformance.host import MemoryHost
from hub.tasks import ended

PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 0.01


class Desk:
    """One account at the hub, over any number of openings.

    `arrived` is everything that the channel brought; `recorded` is what of it the hub keeps: a
    second delivery of a thing is recognised by its `provider_id`.
    """

    def __init__(self, harness: Harness, key: bytes = b"a key") -> None:
        self.arrived: list[Inbound] = []
        self.blobs: dict[str, bytes] = {}
        self._harness = harness
        self._key = key
        self._cursor = harness.cursor

    @property
    def recorded(self) -> list[Inbound]:
        """The first of every delivery, in order."""
        first: dict[str, Inbound] = {}
        for one in self.arrived:
            first.setdefault(one.provider_id, one)
        return list(first.values())

    @property
    def texts(self) -> list[str]:
        """What was said, as the hub has it."""
        return [self._harness.text_in(one) for one in self.recorded]

    @contextlib.asynccontextmanager
    async def opened(self, **settings: object) -> AsyncIterator[Channel]:
        """The account is open for as long as this lasts; these settings differ."""
        calls = Calls()
        host = MemoryHost(self._harness.account, self._cursor, self._key, self.blobs, calls)
        provider = self._harness.provider
        checked = provider.settings.model_validate({**self._harness.settings, **settings})
        channel = provider.open(checked, host)
        self._harness.reached_by(calls)
        try:
            yield channel
        finally:
            calls.close()
            await channel.close()

    async def receives(self, channel: Channel, count: int) -> None:
        """Record what comes until that many different things are there, all acknowledged.

        Raises:
            TimeoutError: they did not come; the message tells what did.
            HubError: what the channel raised.
        """
        receiving = asyncio.create_task(self._receive(channel))
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not (receiving.done() or self._has(count)):
                    await asyncio.wait({receiving}, timeout=_LOOK_SECONDS)
        except TimeoutError as error:
            raise TimeoutError(f"{count} things were to come; there came {self.texts}") from error
        finally:
            await ended([receiving])
        if not receiving.cancelled():
            receiving.result()

    async def _receive(self, channel: Channel) -> None:
        async with aclosing(channel.receive()) as arriving:
            async for inbound in arriving:
                self.record(inbound)

    def _has(self, count: int) -> bool:
        return len(self.recorded) >= count and not self._harness.unacknowledged()

    async def dies_with(self, channel: Channel, *, recorded: bool) -> Inbound:
        """The next thing comes, is recorded or not, and the hub dies before the channel goes on."""
        async with asyncio.timeout(PATIENCE_SECONDS), aclosing(channel.receive()) as arriving:
            inbound = await anext(arriving)
        if recorded:
            self.record(inbound)
        return inbound

    def record(self, inbound: Inbound) -> None:
        """It is on the log."""
        self.arrived.append(inbound)
        self._cursor = inbound.cursor or self._cursor
