"""Holds a lease until it is told to stop, and says so. `holder_process.py URL NAME SECONDS`."""

import asyncio
import contextlib
import signal
import sys

import structlog
import uvloop

from hub.leases import Leases
from tests.leases.instance import connected


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


async def main(url: str, name: str, seconds: float) -> None:
    leases = Leases(await connected(url), "the old one", seconds=seconds)

    async def work() -> None:
        say("works")
        try:
            await asyncio.Event().wait()
        finally:
            say("stopped")

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGCONT, lambda: say(f"woke up, holds: {leases.holds(name)}"))
    task = asyncio.current_task()
    assert task is not None
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await leases.while_held(name, work)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    uvloop.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
