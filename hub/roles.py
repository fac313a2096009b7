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


class Role(StrEnum):
    """What a process of the hub does; each has a module of `hub.parts`."""

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
        Stuck: a part stands still however often it is started anew.
    """
    doors = Doors(house.addresses.nats_url)
    ground = Ground(house, doors, accounts)
    running = [named for role in roles for named in parts_of(role)(ground)]
    running.append(part(house, "room", Room(house).run))
    try:
        async with doors.open(), asyncio.TaskGroup() as group:
            group.create_task(house.preparing.insist(), name="preparing")
            for name, one in running:
                group.create_task(one.run(), name=name)
    except* (Misconfigured, Stuck) as wrong:
        raise wrong.exceptions[0] from None


def parts_of(role: Role) -> Parts:
    """What runs for a role. Imported now: no role should wait for the libraries of another."""
    parts: Parts = import_module(f"hub.parts.{role}").parts
    return parts
