"""Roles: the parts of a running hub. All of them in one process, or each in its own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from itertools import chain

import structlog

from contracts.errors import Misconfigured
from hub.accounts.hooks import Hooks
from hub.accounts.keeper import Keeper
from hub.api.serve import serve
from hub.capture.run import Capture
from hub.doors import Doors
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.projector.rebuild import Rebuilder
from hub.projector.worker import Worker
from hub.recordings.run import Recordings
from hub.watchdog.run import Watchdog
from hub.wiring import PROJECTIONS

_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)

log = structlog.get_logger()

Run = Callable[[], Awaitable[None]]


class Role(StrEnum):
    """What a process of the hub does."""

    API = "api"
    CAPTURE = "capture"
    PROJECTOR = "projector"
    CHANNELS = "channels"
    WATCHDOG = "watchdog"


async def run_roles(
    house: House, roles: Sequence[Role], accounts: frozenset[str] | None = None
) -> None:
    """Run these until cancelled. `accounts` limits the role `channels` to some of them.

    Raises:
        Misconfigured: a role found something that only a person can repair.
    """
    doors = Doors(house.addresses.nats_url)
    running = [_run(role, house, doors, accounts) for role in roles]
    try:
        async with doors.open(), asyncio.TaskGroup() as group:
            for name, run in chain.from_iterable(runs.items() for runs in running):
                group.create_task(supervised(name, run), name=name)
    except* Misconfigured as wrong:
        raise wrong.exceptions[0] from None


def _run(role: Role, house: House, doors: Doors, accounts: frozenset[str] | None) -> dict[str, Run]:
    """What runs for a role, by name."""
    match role:
        case Role.API:
            hooks = Hooks()
            receiving = Keeper(house, doors, hooks=hooks).run
            return {role: lambda: serve(house, hooks), "hooks": receiving}
        case Role.CAPTURE:
            return {role: Capture(house).run}
        case Role.PROJECTOR:
            return {role: lambda: _project(house)}
        case Role.CHANNELS:
            receiving = Keeper(house, doors, accounts).run
            return {role: receiving, "recordings": Recordings(house).run}
        case Role.WATCHDOG:
            return {role: Watchdog(house, doors).run}


async def _project(house: House) -> None:
    """Bring projections of an older version up to this one, then follow the log."""
    rebuilder = Rebuilder(house.nc, house.views, house.keys)
    for projection in await house.outdated():
        await rebuilder.rebuild(projection, lambda _, __: None)
        log.info("projection.upgraded", projection=projection.name, version=projection.version)
    await Worker(house.nc, house.views, house.keys, PROJECTIONS).run()


async def supervised(name: str, run: Run) -> None:
    """Start it again whenever it ends, later each time it ends at once.

    Raises:
        Misconfigured: starting it again would not help.
    """
    clock, failures = asyncio.get_running_loop().time, 0
    while True:
        began = clock()
        try:
            await run()
        except Misconfigured:
            raise
        except ENGINE_FAULTS as error:
            log.warning("role.interrupted", role=name, reason=f"{type(error).__name__}: {error}")
        except Exception:
            log.exception("role.broke", role=name)
        failures = 0 if clock() - began > _PAUSES[-1] else failures + 1
        await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
