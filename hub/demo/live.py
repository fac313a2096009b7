"""Following the log: the facts of `/v1/live`, from the first one on."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import orjson

from hub.demo.api import Api

_AGAIN_SECONDS = 0.3
_NO_FACTS = frozenset({"position", "presence", "reset", "shown", "end"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One event: where it stands, what it is, on what."""

    seq: int
    type: str
    aggregate: str
    id: str


async def facts(api: Api) -> AsyncIterator[Fact]:
    """Every fact, once, in order; cut off, it goes on where it was."""
    position = 0
    while True:
        try:
            async for fact in _once(api, position):
                position = fact.seq
                yield fact
        except (aiohttp.ClientError, TimeoutError):
            pass
        await asyncio.sleep(_AGAIN_SECONDS)


async def _once(api: Api, after: int) -> AsyncIterator[Fact]:
    url, timeout = f"{api.url}/v1/live?after={after}", aiohttp.ClientTimeout(total=None)
    async with api.session.get(url, headers=api.headers(), timeout=timeout) as stream:
        name = ""
        async for raw in stream.content:
            field, _, value = raw.decode().rstrip("\n").partition(": ")
            name = value if field == "event" else name
            if field == "data" and name not in _NO_FACTS:
                yield fact_of(value)


def fact_of(data: str) -> Fact:
    """The fact that a block of the stream tells."""
    said = orjson.loads(data)
    subject = said["subject"]
    return Fact(said["seq"], said["type"], subject["aggregate"], subject["id"])
