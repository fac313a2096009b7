"""Waking somebody who works through a list: a hint that something may be new, nothing more."""

import asyncio
import contextlib


class Wake:
    """Rung from anywhere; whoever waits looks at once, and after a while anyway."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There may be something to do."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Until it rings, `seconds` at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0)):
                await self._rung.wait()
        self._rung.clear()
