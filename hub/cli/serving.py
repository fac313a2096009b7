"""Serving until somebody says stop: signals, the loop, the end within seconds."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from hub.supervision.pulse import Stuck
from hub.supervision.restarting import restart
from hub.supervision.stall import Stall

new_event_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop
with contextlib.suppress(ImportError):  # it is not built for every system
    from uvloop import new_event_loop

_LEAVE_SECONDS = {signal.SIGINT: 2.0, signal.SIGTERM: 10.0}
"""For roles to end what they are at: somebody waits at a terminal, a machine does not."""


class Leaving:
    """How long the roles may take to leave, once they are told to."""

    def __init__(self) -> None:
        self.seconds = min(_LEAVE_SECONDS.values())


Work = Callable[[Leaving], Coroutine[Any, Any, None]]


def serve(work: Work) -> None:
    """Run this until it ends or SIGINT or SIGTERM come; then everything is closed.

    What stands still for good, or all of the loop, makes it a new process with the same command.

    Raises:
        HubError: what `work` raised.
    """
    try:
        with (
            asyncio.Runner(loop_factory=new_event_loop) as runner,
            Stall(runner.get_loop(), restart).watched(),
        ):
            runner.run(_until_stopped(work))
    except Stuck as stuck:
        restart(str(stuck))


async def _until_stopped(work: Work) -> None:
    leaving = Leaving()
    task = asyncio.create_task(work(leaving))
    loop = asyncio.get_running_loop()
    for number in _LEAVE_SECONDS:
        loop.add_signal_handler(number, _stop_once, task, leaving, number)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _stop_once(task: asyncio.Task[None], leaving: Leaving, number: signal.Signals) -> None:
    """An impatient second Ctrl-C must not cut the closing short: an engine would be left."""
    if not task.cancelling():
        leaving.seconds = _LEAVE_SECONDS[number]
        task.cancel()
