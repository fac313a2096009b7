"""A hub as an operator starts it: `omnihub up` on a folder, until it says that it is ready."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, Process, create_subprocess_exec
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bench.processes import seconds
from contracts.errors import Transient

_LOOK_SECONDS = 0.02
_START_SECONDS = 60
_STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Started:
    """A hub that is ready, `seconds` after its command was given.

    `worked` is its own processor time by then, in seconds, without its engines'.
    """

    pid: int
    seconds: float
    worked: float
    ops: str
    """Where health and metrics are."""

    async def ask(self, http: aiohttp.ClientSession, path: str) -> int:
        """The status of its answer, which was read to the end."""
        async with http.get(f"{self.ops}{path}") as answer:
            await answer.read()
            return answer.status


@contextlib.asynccontextmanager
async def up(data: Path) -> AsyncIterator[Started]:
    """Started here, and stopped as Ctrl-C stops it; its log lies beside the folder."""
    port = _free_port()
    data.parent.mkdir(exist_ok=True)
    with data.with_suffix(".log").open("ab") as errors:
        began = time.perf_counter()
        hub = await create_subprocess_exec(
            *(sys.executable, "-m", "hub.cli", "up", "--data", str(data), "--port", "0"),
            stdout=DEVNULL,
            stderr=errors,
            env=_environment(port),
        )
    try:
        yield await _ready(hub, began, f"http://127.0.0.1:{port}")
    finally:
        with contextlib.suppress(ProcessLookupError):
            hub.send_signal(signal.SIGINT)
        async with asyncio.timeout(_STOP_SECONDS):
            await hub.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _environment(port: int) -> dict[str, str]:
    """Nothing is set but where it tells how it is."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("OMNIHUB_")}
    return plain | {"OMNIHUB_OPS_PORT": str(port)}


async def _ready(hub: Process, began: float, ops: str) -> Started:
    async with aiohttp.ClientSession() as http, asyncio.timeout(_START_SECONDS):
        while not await _is_ready(http, ops):
            if hub.returncode is not None:
                raise Transient("the hub did not start; its log says why")
            await asyncio.sleep(_LOOK_SECONDS)
    return Started(hub.pid, time.perf_counter() - began, seconds(hub.pid), ops)


async def _is_ready(http: aiohttp.ClientSession, ops: str) -> bool:
    try:
        async with http.get(f"{ops}/health/ready") as answer:
            return answer.status == 200
    except aiohttp.ClientConnectionError:
        return False
