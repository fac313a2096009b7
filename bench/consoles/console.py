"""A console as the browser's behaves: one stream; what changed is asked once a second at most."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp

from bench.consoles.company import Company, Manager
from bench.people import conversation

_SPACING_SECONDS = 1.0
_NEVER = aiohttp.ClientTimeout(total=None)


class Console:
    """Counts what it heard and what it asked."""

    def __init__(self, company: Company, manager: Manager) -> None:
        self._company = company
        self._manager = manager
        self._changed = asyncio.Event()
        self.listens = asyncio.Event()
        self.stands = asyncio.Event()
        """What a page asks when it is opened is answered."""
        self.heard = 0
        self.asked = 0

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._hear())
            group.create_task(self._ask())

    async def _hear(self) -> None:
        url = f"{self._company.url}/v1/live"
        async with self._company.http.get(
            url, headers=self._manager.headers, timeout=_NEVER
        ) as answer:
            answer.raise_for_status()
            async for line in _lines(answer):
                self.listens.set()
                if line.startswith(b"data:") and b'"type"' in line:
                    self.heard += 1
                    self._changed.set()

    async def _ask(self) -> None:
        talk = conversation(self._manager.people[0])
        paths = ("/conversations?folder=mine", "/conversations/counts", f"/conversations/{talk}")
        while True:
            for path in paths:
                await self._company.ask("GET", path, None, self._manager.headers)
                self.asked += self.stands.is_set()
            self.stands.set()
            await asyncio.sleep(_SPACING_SECONDS)
            await self._changed.wait()
            self._changed.clear()


async def _lines(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    with contextlib.suppress(aiohttp.ClientPayloadError):
        async for line in answer.content:
            yield line
