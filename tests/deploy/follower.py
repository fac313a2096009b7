"""A follower: a console that listens at one door, and goes on at the next when it ends."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence

import aiohttp

from tests.live.ear import Ear

_AGAIN_SECONDS = 0.2


class Follower:
    """Hears everything from the first position on; `gaps` are the pauses between two streams."""

    def __init__(self, doors: Sequence[str], token: str) -> None:
        self._doors = doors
        self._heard_at = 0.0
        self.ear = Ear("", token)
        self.gaps: list[float] = []

    @contextlib.asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        """For as long as this lasts."""
        task = asyncio.create_task(self._follow())
        try:
            while self.ear.last is None:  # noqa: ASYNC110 - the stream tells where it begins
                await asyncio.sleep(_AGAIN_SECONDS)
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})
            task.cancelled() or task.result()

    async def _follow(self) -> None:
        number = 0
        while True:
            self.ear.url = f"{self._doors[number % len(self._doors)]}/v1"
            with contextlib.suppress(aiohttp.ClientError, OSError):
                await self._listen()
            number += 1
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _listen(self) -> None:
        ended_at = time.monotonic()
        async with self.ear.listening() as blocks:
            async for heard in blocks:
                assert heard.name not in {"reset", "end"}, heard
                if heard.name == "position":
                    self.gaps.append(time.monotonic() - (self._heard_at or ended_at))
                self._heard_at = time.monotonic()
