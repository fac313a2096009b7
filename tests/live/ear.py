"""An ear: somebody with a token who listens over real HTTP, and comes back after being cut off."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
import pytest

from hub.api.serve import listen, serve_on
from hub.house import House
from tests.story import PATIENCE_SECONDS, projecting


@dataclass(frozen=True)
class Heard:
    """A block of the stream."""

    name: str
    id: int | None
    told: dict[str, Any]


@dataclass
class Ear:
    """`last` is what a browser would send as Last-Event-ID."""

    url: str
    token: str
    last: int | None = None
    facts: list[Heard] = field(default_factory=list)

    async def hears(self, **asked: Any) -> aiohttp.ClientResponse:
        """An answer, refused or not; whoever asks closes it."""
        async with aiohttp.ClientSession() as http:
            return await http.get(f"{self.url}/live", **asked)

    @contextlib.asynccontextmanager
    async def listening(self, **params: int) -> AsyncIterator[AsyncIterator[Heard]]:
        """Connect, with Last-Event-ID where something was heard before."""
        headers = {"Authorization": f"Bearer {self.token}"}
        if self.last is not None:
            headers["Last-Event-ID"] = str(self.last)
        timeout = aiohttp.ClientTimeout(total=None, sock_read=PATIENCE_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers) as http,
            http.get(f"{self.url}/live", params=params) as answer,
        ):
            answer.raise_for_status()
            yield self._blocks(answer)

    async def _blocks(self, answer: aiohttp.ClientResponse) -> AsyncIterator[Heard]:
        lines: dict[str, str] = {}
        async for raw in answer.content:
            name, _, value = raw.decode().rstrip("\n").partition(": ")
            if raw != b"\n":
                lines[name] = value
                continue
            self.last = int(lines["id"]) if "id" in lines else self.last
            if "event" in lines:
                heard = Heard(lines["event"], _number(lines), orjson.loads(lines["data"]))
                self.facts += [heard] if "seq" in heard.told and "type" in heard.told else []
                yield heard
            lines = {}

    async def hear_until(self, seq: int, **params: int) -> None:
        """Listen until the fact at this position was heard."""
        async with asyncio.timeout(PATIENCE_SECONDS), self.listening(**params) as blocks:
            async for heard in blocks:
                if heard.id is not None and heard.id >= seq and heard.name != "position":
                    return

    @property
    def seqs(self) -> list[int]:
        """The positions of the facts that were heard, as they came."""
        return [heard.told["seq"] for heard in self.facts]


def _number(lines: dict[str, str]) -> int | None:
    return int(lines["id"]) if "id" in lines else None


async def passing(blocks: AsyncIterator[Heard], *wanted: str) -> Heard:
    """The next block of one of these names."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        async for heard in blocks:
            if heard.name in wanted:
                return heard
    raise AssertionError(f"the stream ended without {wanted}")


def wakes_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No stream looks up by itself any more: one that ends has been told to, and at once."""
    monkeypatch.setattr("hub.live.stream._QUIET_SECONDS", 1_000.0)


@contextlib.asynccontextmanager
async def served(house: House, buffer: int | None = None) -> AsyncIterator[str]:
    """The API with a projector behind it; `buffer` limits what the kernel holds for a caller."""
    listener = listen(house.settings)
    if buffer:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer)
    port = listener.getsockname()[1]
    serving = asyncio.create_task(serve_on(house, listener))
    async with projecting(house):
        try:
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            serving.cancel()
            await asyncio.wait({serving})
