"""Whatever happens to those who want a lease, two never hold it."""

import asyncio
import contextlib
import random
import threading
import time
from collections.abc import Iterator

import pytest
import uvloop

from hub.leases import Leases
from hub.leases.bucket import STREAM
from hub.log.jetstream import ApiError, ask
from tests.engines.witnesses import eventually
from tests.leases.instance import NAME, connected
from tests.story import PATIENCE_SECONDS

SECONDS = 1.0
CONTENDERS = 4
FAULTS = 24


class Contender:
    """An instance in a thread of its own, so that it can be stopped while the others go on."""

    def __init__(self, url: str, who: str) -> None:
        self._url, self._who = url, who
        self._loop = uvloop.new_event_loop()
        self._leases: Leases | None = None
        self._wanting: asyncio.Task[None] | None = None
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=[self._run()])
        self.knows = threading.Event()
        self.terms = 0
        self._thread.start()

    async def _run(self) -> None:
        nc = await connected(self._url)
        self._leases = Leases(nc, self._who, seconds=SECONDS)
        while not self._end.is_set():
            self._wanting = asyncio.create_task(
                self._leases.while_held(NAME, self._work, self._told)
            )
            await asyncio.wait([self._wanting])
        await nc.close()

    async def _work(self) -> None:
        self.terms += 1
        await asyncio.Event().wait()

    def _told(self, _: bool) -> None:
        self.knows.set()

    @property
    def holds(self) -> bool:
        return self._leases is not None and self._leases.holds(NAME)

    def stop_for(self, seconds: float) -> None:
        """Nothing of it runs; not even its timers."""
        self._loop.call_soon_threadsafe(time.sleep, seconds)

    def give_back(self) -> None:
        def cancel() -> None:
            if self._wanting is not None:
                self._wanting.cancel()

        self._loop.call_soon_threadsafe(cancel)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self.give_back()
        self._thread.join(PATIENCE_SECONDS)
        self._loop.close()


@contextlib.contextmanager
def contending(url: str) -> Iterator[list[Contender]]:
    contenders = [Contender(url, f"instance {number}") for number in range(CONTENDERS)]
    try:
        for contender in contenders:
            assert contender.knows.wait(PATIENCE_SECONDS)
        yield contenders
    finally:
        for contender in contenders:
            contender.end()


def overlapping(contenders: list[Contender]) -> set[Contender]:
    """Those who held it when asked, and still held it when all others had been asked."""
    first = {contender for contender in contenders if contender.holds}
    return {
        contender for contender in reversed(contenders) if contender in first and contender.holds
    }


async def is_taken_over(contenders: list[Contender]) -> None:
    """After all of it somebody has it, and somebody works again once it is given back."""

    def terms() -> int:
        return sum(contender.terms for contender in contenders)

    await eventually(lambda: any(contender.holds for contender in contenders))
    before = terms()
    for contender in contenders:
        contender.give_back()
    await eventually(lambda: terms() > before)


@pytest.mark.parametrize("seed", [1])
async def test_no_two_hold_a_lease_whatever_happens(url: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a shuffled deck, no secret
    nc = await connected(url)
    held = 0
    with contending(url) as contenders:
        for _ in range(FAULTS):
            until = time.monotonic() + chance.uniform(0, SECONDS / 2)
            while time.monotonic() < until:
                holding = overlapping(contenders)
                assert len(holding) <= 1
                held += bool(holding)
                await asyncio.sleep(0)
            match chance.choice(("stop", "stop", "give back", "delete")):
                case "stop":
                    chance.choice(contenders).stop_for(chance.uniform(0, 2 * SECONDS))
                case "give back":
                    chance.choice(contenders).give_back()
                case _:
                    with contextlib.suppress(ApiError):
                        await ask(nc, f"STREAM.DELETE.{STREAM}")
        await is_taken_over(contenders)
    await nc.close()

    assert held
