"""Roles at work, for as long as a `with` lasts."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from hub.cli.serving import Leaving
from hub.house import House
from hub.roles import Role, run_roles


@contextlib.asynccontextmanager
async def at_work(
    house: House,
    roles: Sequence[Role],
    leaving: Leaving,
    accounts: frozenset[str] | None = None,
) -> AsyncIterator[asyncio.Task[None]]:
    """These roles run for as long as the block lasts; the task ends with what stopped them."""
    task = asyncio.create_task(run_roles(house, roles, accounts), name="roles")
    try:
        yield task
    finally:
        house.condition.leaving = True
        task.cancel()
        await asyncio.wait({task}, timeout=leaving.seconds)
