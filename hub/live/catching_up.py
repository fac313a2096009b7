"""Catching up: who is further behind than the ring reads the log alone, until they meet."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from nats.aio.client import Client

from hub.log.codec import Stored
from hub.log.read import Reader
from hub.log.streams import EVENTS
from hub.tasks import ended

_BATCHES = 2
_MOST = 500


class CatchingUp:
    """What follows a position, in batches; nothing more is read while two of them wait."""

    def __init__(self, reading: asyncio.Task[None], batches: asyncio.Queue[list[Stored]]) -> None:
        self._reading = reading
        self._batches = batches

    async def batch(self, seconds: float) -> list[Stored]:
        """The next one; empty if there is none for so long.

        Raises:
            Misconfigured: the log was lost or set back.
        """
        if self._reading.done():
            self._reading.result()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await self._batches.get()
        return []


@contextlib.asynccontextmanager
async def catching_up(nc: Client, after: int) -> AsyncIterator[CatchingUp]:
    """Read the log after this position for as long as this lasts."""
    batches: asyncio.Queue[list[Stored]] = asyncio.Queue(_BATCHES)

    async def read() -> None:
        async with Reader(nc, EVENTS, after, most=_MOST) as reader:
            async for batch in reader.batches():
                await batches.put(batch)

    reading = asyncio.create_task(read())
    try:
        yield CatchingUp(reading, batches)
    finally:
        await ended([reading])
