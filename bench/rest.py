"""A hub at rest: what it costs while nobody writes."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bench.engines import Ground
from bench.figures import Figure
from bench.scale import Scale
from bench.shown import Say

_READY = b"Next: "
_MEGABYTE_KB = 1000
_STOP_SECONDS = 30


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Memory and processor time of `omnihub up`, its engines included."""
    say("starting")
    began = time.perf_counter()
    async with _up(on.folder / "at-rest") as hub:
        started = time.perf_counter() - began
        say("settling")
        await asyncio.sleep(scale.settle_seconds)
        pids = list(_family(hub.pid))
        say(f"{len(pids)} processes at rest for {scale.rest_seconds:.0f} seconds")
        before = _seconds(pids)
        await asyncio.sleep(scale.rest_seconds)
        used = _seconds(pids) - before
        pss, rss = (_megabytes(pids, kind) for kind in ("Pss", "Rss"))
        own = _megabytes([hub.pid], "Pss")
    memory = {"processes": float(len(pids)), "of that the hub itself, MB": own}
    return [
        Figure("memory at rest, PSS", "MB", [pss], beside=memory),
        Figure("memory at rest, RSS", "MB", [rss]),
        Figure("CPU at rest", "% of a core", [100 * used / scale.rest_seconds]),
        Figure("start of an empty hub", "s", [started]),
    ]


@contextlib.asynccontextmanager
async def _up(data: Path) -> AsyncIterator[Process]:
    """The command as an operator types it."""
    command = [sys.executable, "-m", "hub.cli", "up", "--data", str(data), "--port", "0"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OMNIHUB_")}
    with data.with_suffix(".log").open("wb") as errors:
        hub = await create_subprocess_exec(
            *command, stdout=PIPE, stderr=errors, env=environment | {"PYTHONUNBUFFERED": "1"}
        )
    try:
        await _ready(hub)
        yield hub
    finally:
        with contextlib.suppress(ProcessLookupError):
            hub.send_signal(signal.SIGINT)
        async with asyncio.timeout(_STOP_SECONDS):
            await hub.communicate()


async def _ready(hub: Process) -> None:
    if hub.stdout is None:
        raise RuntimeError("the hub's output is a pipe")
    async for line in hub.stdout:
        if line.startswith(_READY):
            return
    raise RuntimeError("the hub did not start")


def _family(pid: int) -> Iterator[int]:
    """A process and everything it started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _seconds(pids: list[int]) -> float:
    """User and system time together, fields 14 and 15 of proc_pid_stat(5)."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _megabytes(pids: list[int], kind: str) -> float:
    """PSS counts a shared page in parts, RSS for everybody: proc_pid_smaps_rollup(5)."""
    return sum(_kilobytes(pid, kind) for pid in pids) / _MEGABYTE_KB


def _kilobytes(pid: int, kind: str) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1])
    return 0
