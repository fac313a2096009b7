"""Until somebody says stop: Ctrl-C, a terminal that was closed, a supervisor.

As `hub.cli.serving` does, without importing the hub, which would keep the first picture waiting.
"""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def until_stopped(work: Coroutine[Any, Any, T]) -> T | None:
    """What the work returns; None where it was stopped, and has cleaned up."""
    return asyncio.run(_until_stopped(work))


async def _until_stopped(work: Coroutine[Any, Any, T]) -> T | None:
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, _stop_once, task)
    with contextlib.suppress(asyncio.CancelledError):
        return await task
    return None


def _stop_once(task: asyncio.Task[Any]) -> None:
    """An impatient second Ctrl-C must not cut the closing short."""
    if not task.cancelling():
        task.cancel()
