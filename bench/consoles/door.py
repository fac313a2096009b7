"""An api process of its own, so that its processor time is nobody else's."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from hub.addresses import Addresses
from hub.api.serve import listen, serve_on
from hub.house import House, open_house
from hub.settings import Settings

_LISTENS_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Door:
    """Where it listens, and which process it is."""

    url: str
    pid: int


@contextlib.asynccontextmanager
async def door(house: House) -> AsyncIterator[Door]:
    """The API of this house, in a process that lasts as long as the block."""
    told = orjson.dumps({"data": str(house.settings.data), "where": asdict(house.addresses)})
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.consoles"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "OMNIHUB_SECRET": ""},
    )
    try:
        async with asyncio.timeout(_LISTENS_SECONDS):
            port = await _asked(process, told)
        yield Door(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        await process.wait()


async def _asked(process: asyncio.subprocess.Process, told: bytes) -> int:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process without its pipes")
    process.stdin.write(told + b"\n")
    await process.stdin.drain()
    return int(await process.stdout.readline())


async def serve() -> None:
    """What the process does: read where everything is, serve, tell the port."""
    told = orjson.loads(sys.stdin.readline())
    settings = Settings(data=Path(told["data"]), api_port=0)
    async with open_house(settings, Addresses(**told["where"])) as house:
        listener = listen(settings)
        sys.stdout.write(f"{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        await serve_on(house, listener)
