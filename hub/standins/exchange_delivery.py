"""Telling the hub: events wait in order, each until it is acknowledged or its tries are used up."""

import asyncio
import random
from collections import deque
from dataclasses import replace

import aiohttp

from hub.clock import Clock
from hub.standins.exchange_calls import Delivery, Event
from hub.standins.exchange_wire import Write
from hub.standins.ledger import Ledger

TRIES = 5

_ANSWER_SECONDS = 15.0


class Courier:
    """Brings events to a URL, one after the other; what is not answered 2xx is brought again."""

    def __init__(self, url: str, secret: str, write: Write, clock: Clock, pause: float) -> None:
        self.url = url
        self.secret = secret
        self.times = 1
        self.deliveries: Ledger[Delivery] = Ledger()
        self._write = write
        self._clock = clock
        self._pause = pause
        self._waiting: deque[Event] = deque()
        self._held: list[Event] | None = None
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def bring(self, event: Event) -> None:
        """Let it be told in its turn; while events are held back, when they are released."""
        if self._held is not None:
            self._held.append(event)
            return
        self._waiting.extend([event] * self.times)
        self._idle.clear()
        self._news.set()

    def hold(self) -> None:
        """Tell nothing until `release`."""
        self._held = self._held or []

    def release(self, seed: int | None = None) -> None:
        """Tell what was held back: in its order, or in the one that follows from a seed."""
        held, self._held = self._held or [], None
        if seed is not None:
            random.Random(seed).shuffle(held)  # noqa: S311 - a disorder that can be repeated
        for event in held:
            self.bring(event)

    async def settled(self, seconds: float) -> None:
        """Return when everything was told, or given up.

        Raises:
            TimeoutError: something still waits after `seconds`.
        """
        async with asyncio.timeout(seconds):
            await self._idle.wait()

    async def run(self) -> None:
        """Work until cancelled."""
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                while self._waiting:
                    await self._tell(session, self._waiting[0])
                    self._waiting.popleft()
                self._idle.set()
                self._news.clear()
                await self._news.wait()

    async def _tell(self, session: aiohttp.ClientSession, event: Event) -> None:
        for attempt in range(1, TRIES + 1):
            delivery = Delivery(event, attempt, self._clock())
            position = await self.deliveries.record(delivery)
            delivery = replace(delivery, status=await self._post(session, event))
            await self.deliveries.amend(position, delivery)
            if delivery.is_acknowledged:
                return
            await asyncio.sleep(self._pause * 2 ** (attempt - 1))

    async def _post(self, session: aiohttp.ClientSession, event: Event) -> int | None:
        body, headers = self._write(event, self.url, self.secret, self._clock())
        try:
            async with session.post(self.url, data=body, headers=headers) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return None
