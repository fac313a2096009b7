"""Serving until somebody says stop: signals, the loop, the end within seconds."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import Any

from hub.house import House
from hub.roles import Role, run_roles

new_event_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop
with contextlib.suppress(ImportError):  # it is not built for every system
    from uvloop import new_event_loop

_LEAVE_SECONDS = 2.0
"""For roles to let go of what they hold; the engines need the rest of the five seconds."""


def serve(work: Coroutine[Any, Any, None]) -> None:
    """Run this until it ends or SIGINT or SIGTERM come; then everything is closed.

    Raises:
        HubError: what `work` raised.
    """
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(_until_stopped(work))


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, _stop_once, task)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _stop_once(task: asyncio.Task[None]) -> None:
    """An impatient second Ctrl-C must not cut the closing short: an engine would be left."""
    if not task.cancelling():
        task.cancel()


@contextlib.asynccontextmanager
async def at_work(
    house: House, roles: Sequence[Role], accounts: frozenset[str] | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """These roles run for as long as the block lasts; the task ends with what stopped them."""
    task = asyncio.create_task(run_roles(house, roles, accounts), name="roles")
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task}, timeout=_LEAVE_SECONDS)
