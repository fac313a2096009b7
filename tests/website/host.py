"""A hub for a site under test: its calls are a queue, its clock stands until somebody moves it."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contracts.channel import WebAnswer, WebRequest
from contracts.errors import Transient
from tests.examples import NOON
from tests.story import PATIENCE_SECONDS


@dataclass(eq=False)
class Call:
    """A caller who waits; `answers` is everything they were told."""

    request: WebRequest
    answers: list[WebAnswer] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(self, answer: WebAnswer) -> None:
        self.answers.append(answer)
        self.answered.set()

    async def told(self) -> WebAnswer:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.answered.wait()
        return self.answers[0]


@dataclass
class SiteHost:
    """What `contracts.channel.Host` asks for, in memory."""

    account: str = "site"
    connected_at: datetime = NOON
    cursor: str | None = None
    blobs: dict[str, bytes] = field(default_factory=dict)
    queue: asyncio.Queue[Call] = field(default_factory=asyncio.Queue)
    time: datetime = NOON
    is_full: bool = False
    takes_files: bool = True

    async def keep(self, raw: bytes) -> str:
        if self.is_full:
            raise Transient("the blob store takes nothing")
        name = self.digest("blob", raw)
        self.blobs[name] = raw
        return name

    async def calls(self) -> AsyncIterator[Call]:
        while True:
            yield await self.queue.get()

    def digest(self, *parts: str | bytes) -> str:
        mac = hmac.new(b"a key", digestmod=hashlib.sha256)
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            mac.update(len(data).to_bytes(8, "big") + data)
        return mac.hexdigest()[:32]

    def now(self) -> datetime:
        return self.time

    def passes(self, **duration: float) -> None:
        self.time += timedelta(**duration)
