"""An instance of the hub as far as leases know it: a connection, and work that tells of itself."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Self

import nats
from nats.aio.client import Client

from hub.leases import Leases
from tests.story import PATIENCE_SECONDS

NAME = "capture"
KEPT_SECONDS = 6.0
"""So long that no holder loses its lease because the machine is slow for a moment."""

Start = Callable[..., Awaitable["Instance"]]


class Instance:
    """Works while it holds the lease; `diary` is shared, and tells in which order things came."""

    def __init__(self, nc: Client, who: str, seconds: float, diary: list[str]) -> None:
        self.nc = nc
        self.who = who
        self.diary = diary
        self.told: list[bool] = []
        self.leases = Leases(nc, who, seconds=seconds)
        self.may_end = asyncio.Event()
        self.may_end.set()
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def start(
        cls,
        exits: AsyncExitStack,
        url: str,
        who: str,
        *,
        seconds: float = KEPT_SECONDS,
        diary: list[str] | None = None,
    ) -> Self:
        instance = cls(await connected(url), who, seconds, [] if diary is None else diary)
        exits.push_async_callback(instance.close)
        instance.begin()
        return instance

    def begin(self) -> None:
        self._task = asyncio.create_task(self.leases.while_held(NAME, self.work, self.told.append))

    async def work(self) -> None:
        self.diary.append(f"{self.who} works")
        try:
            await asyncio.Event().wait()
        finally:
            while not self.may_end.is_set():  # however often it is told to stop
                with contextlib.suppress(asyncio.CancelledError):
                    await self.may_end.wait()
            self.diary.append(f"{self.who} stopped")

    @property
    def works(self) -> bool:
        return self.told[-1:] == [True]

    @property
    def stands_by(self) -> bool:
        return self.told[-1:] == [False]

    async def sees(self, holder: str) -> None:
        """Return when this one holds it, as far as this instance can see."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self.leases.holders() != {NAME: holder}:  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.02)

    def tell_to_stop(self) -> None:
        assert self._task is not None
        self._task.cancel()

    async def stop(self) -> None:
        self.tell_to_stop()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task  # type: ignore[misc]  # told to stop just now, so it is there

    async def die(self) -> None:
        """Its connection ends; nothing is given back."""
        await self.nc.close()

    async def close(self) -> None:
        self.may_end.set()
        await self.stop()
        await self.nc.close()


async def connected(url: str) -> Client:
    """As the hub connects."""

    async def silent(_: Exception) -> None:
        pass

    return await nats.connect(
        url, max_reconnect_attempts=-1, reconnect_time_wait=0.1, error_cb=silent
    )
