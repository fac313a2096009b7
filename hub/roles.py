"""Roles: the parts of a running hub. All of them in one process, or each in its own."""

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module

from contracts.errors import Misconfigured
from hub.doors import Doors
from hub.house import House
from hub.parts.part import Ground, Parts, part
from hub.room.watch import Room
from hub.supervision.pulse import Stuck
from hub.tasks import ended


class Role(StrEnum):
    """What a process of the hub does; each has a module of `hub.parts`."""

    API = "api"
    CAPTURE = "capture"
    PROJECTOR = "projector"
    CHANNELS = "channels"
    WATCHDOG = "watchdog"


_ORDER = (Role.PROJECTOR, Role.CAPTURE, Role.WATCHDOG, Role.CHANNELS, Role.API)
"""Who begins last leaves first, while what it stands on is still there: how an attempt went can
only be said once the projector has seen that it was made."""


async def run_roles(
    house: House, roles: Sequence[Role], accounts: frozenset[str] | None = None
) -> None:
    """Run these until cancelled; then they leave one after the other.

    `accounts` limits the role `channels` to some of them.

    Raises:
        Misconfigured: a role found something that only a person can repair.
        Stuck: a part stands still however often it is started anew.
    """
    doors = Doors(house.addresses.nats_url)
    ground = Ground(house, doors, accounts)
    ordered = sorted(roles, key=_ORDER.index)
    running = [part(house, "room", Room(house).run)]
    running += [named for role in ordered for named in parts_of(role)(ground)]
    try:
        async with doors.open(), asyncio.TaskGroup() as group:
            group.create_task(house.preparing.insist(), name="preparing")
            parts = [group.create_task(one.run(), name=name) for name, one in running]
            await _leaving_in_turn(parts)
    except* (Misconfigured, Stuck) as wrong:
        raise wrong.exceptions[0] from None


async def _leaving_in_turn(parts: Sequence[asyncio.Task[None]]) -> None:
    try:
        await asyncio.wait(parts)
    finally:
        for one in reversed(parts):
            await ended([one])


def parts_of(role: Role) -> Parts:
    """What runs for a role. Imported now: no role should wait for the libraries of another."""
    parts: Parts = import_module(f"hub.parts.{role}").parts
    return parts
