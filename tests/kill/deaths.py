"""Deaths: everything that can die, in turn; half of them at a point that has a name."""

import asyncio
import contextlib
import itertools
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass

import nats

from contracts.crash import POINTS
from hub.leases import Leases
from tests.deploy.composed import Composed
from tests.deploy.container import Container

_VARIABLE = "OMNIHUB_CRASH_AT"
_PATIENCE_SECONDS = 60.0
_SERVICES = (
    *("api", "capture", "projector", "channels", "watchdog"),
    *("nats1", "nats2", "nats3", "postgres"),
)
_ROLES = {"channel": "channels", "sender": "channels"}
"""Where points lie whose first word is not the role's."""


@dataclass(frozen=True)
class Death:
    """What dies: a service by SIGKILL, or a role where it comes by a point."""

    service: str
    point: str = ""

    def __str__(self) -> str:
        """As the report names it."""
        return self.point or f"kill -9 {self.service}"


def in_turn() -> Iterator[Death]:
    """Without end: by hand, at a point, by hand..."""
    by_hand = itertools.cycle(Death(service) for service in _SERVICES)
    at_points = itertools.cycle(
        Death(_ROLES.get(point.partition(".")[0], point.partition(".")[0]), point)
        for point in sorted(POINTS)
    )
    while True:
        yield next(by_hand)
        yield next(at_points)


async def die(hub: Composed, death: Death) -> float | None:
    """Let it die; when that was, None if it never came by its point."""
    containers = hub.of(death.service)
    for container in containers:
        container.forgive()
    if not death.point:
        return _kill([await _at_work(hub, containers)])
    for container in containers:
        container.environment[_VARIABLE] = death.point
    _kill(containers)
    try:
        return await _died(containers)
    finally:
        for container in containers:
            del container.environment[_VARIABLE]
        if len(containers) > 1:
            _kill(containers)  # whoever stands by would come by the same point


async def _at_work(hub: Composed, containers: list[Container]) -> Container:
    """Of replicas the one that holds a lease; another one stands by."""
    if len(containers) == 1:
        return containers[0]
    nc = await nats.connect(hub.nats_urls)
    holders = set((await Leases(nc, "kill").holders()).values())
    await nc.close()
    at_work = (one for one in containers if any(who.endswith(f"-{one.pid}") for who in holders))
    return next(at_work, containers[0])


def _kill(containers: list[Container]) -> float:
    """All replicas at once: nobody stands by."""
    for container in containers:
        container.send(signal.SIGKILL)
    return time.monotonic()


async def _died(containers: list[Container]) -> float | None:
    """One of them, by itself, after it was started with its point."""
    before = sum(container.deaths for container in containers) + len(containers)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while sum(container.deaths for container in containers) <= before:  # noqa: ASYNC110 - a process tells nobody
                await asyncio.sleep(0.02)
            return time.monotonic()
    return None
