"""Leases: what holding them costs, and how soon a standby takes over what is given back."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import nats
from nats.aio.client import Client

from bench.engines import Ground
from bench.figures import Figure
from bench.processes import seconds
from bench.scale import Scale
from bench.shown import Say
from bench.working import at_work
from hub.leases import Leases

_NAMES = tuple(f"bench.{number}" for number in range(1, 11))
_HANDED_OVER = "bench.handed-over"
_BEAT_SECONDS = 1.0
"""A lease of four seconds is renewed four times in its time."""

_MILLISECONDS = 1000
_TAKEN_SECONDS = 10.0


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Renewals beside as many round trips to the server, a handover beside one of them."""
    handed, trips = list[float](), list[float]()
    async with _connected(on) as one, _connected(on) as other:
        say(f"{len(_NAMES)} leases held for {scale.lease_seconds:.0f} seconds")
        renewing = await _used(on, scale.lease_seconds, partial(_hold, Leases(one, "one")))
        asking = await _used(on, scale.lease_seconds, partial(_ask, one))
        for number in range(1, scale.handovers + 1):
            say(f"handed over, {number} of {scale.handovers}")
            handed.append(await _handed_over(Leases(one, "one"), Leases(other, "other")))
            trips.append(await _round_trip(one))
    return [
        Figure(
            f"CPU of holding {len(_NAMES)} leases",
            "% of a core",
            [sum(renewing)],
            "as many round trips",
            [sum(asking)],
            {"the instance, %": renewing[0], "nats-server, %": renewing[1]},
        ),
        Figure("a lease given back and taken", "ms", handed, "one round trip", trips),
    ]


@contextlib.asynccontextmanager
async def _connected(on: Ground) -> AsyncIterator[Client]:
    client = await nats.connect(on.engines.nats_url)
    try:
        yield client
    finally:
        await client.close()


async def _used(
    on: Ground, lasts: float, work: Callable[[asyncio.Event], Awaitable[None]]
) -> tuple[float, float]:
    """Percents of a core: of this thread, and of nats-server, once the work has begun."""
    begun, server = asyncio.Event(), on.engines.nats.pid or 0
    async with at_work(lambda: work(begun)):
        await begun.wait()
        ours, theirs = time.thread_time(), seconds(server)
        await asyncio.sleep(lasts)
        used = time.thread_time() - ours, seconds(server) - theirs
    return 100 * used[0] / lasts, 100 * used[1] / lasts


async def _hold(leases: Leases, begun: asyncio.Event) -> None:
    """All of them, by one instance; begun when the last of them is held."""
    waiting = set(_NAMES)

    async def work(name: str) -> None:
        waiting.discard(name)
        if not waiting:
            begun.set()
        await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        for name in _NAMES:
            group.create_task(leases.while_held(name, partial(work, name)))


async def _ask(nc: Client, begun: asyncio.Event) -> None:
    begun.set()
    while True:
        await asyncio.gather(*(_round_trip(nc) for _ in _NAMES))
        await asyncio.sleep(_BEAT_SECONDS)


async def _round_trip(nc: Client) -> float:
    """Milliseconds of the least that the server can be asked."""
    began = time.perf_counter()
    await nc.flush()
    return (time.perf_counter() - began) * _MILLISECONDS


async def _handed_over(holder: Leases, standby: Leases) -> float:
    """Milliseconds from the end of the holder's work to the beginning of the standby's."""
    holds, stands_by = asyncio.Event(), asyncio.Event()
    ended_at = began_at = 0.0

    async def hold() -> None:
        nonlocal ended_at
        holds.set()
        await stands_by.wait()
        ended_at = time.perf_counter()

    async def take() -> None:
        nonlocal began_at
        began_at = time.perf_counter()

    def told(ours: bool) -> None:
        if not ours:
            stands_by.set()

    async with asyncio.timeout(_TAKEN_SECONDS), asyncio.TaskGroup() as group:
        group.create_task(holder.while_held(_HANDED_OVER, hold))
        await holds.wait()
        group.create_task(standby.while_held(_HANDED_OVER, take, told))
    return (began_at - ended_at) * _MILLISECONDS
