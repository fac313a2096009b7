"""A hub as a user runs it: `omnihub up` in a process of its own, spoken to over HTTP."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

from hub.engines.ports import free_port

_TOKEN = re.compile(rb"hub_[A-Za-z0-9_-]{20,}")
_READY_SECONDS = 100.0
_ANSWER_SECONDS = 30.0
_LEAVE_SECONDS = 90.0
_LET_GO_SECONDS = 1.0
"""The API closes what was idle for five: who asks at that very moment is not answered."""


class Gone(Exception):
    """The hub does not answer."""


class Hub:
    """Starts, dies, starts again on the same data folder; the first token is kept."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.token = ""
        self._process: asyncio.subprocess.Process | None = None
        self._said = bytearray()
        self._reading: asyncio.Task[None] | None = None
        self._http: aiohttp.ClientSession | None = None

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    @property
    def said(self) -> str:
        """What it has printed since it was started last."""
        return self._said.decode(errors="replace")

    async def start(self, **env: str) -> None:
        """Start it and wait until it answers, or is dead (a crash point may be early)."""
        self._said.clear()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "hub.cli", "up"),
            *("--data", str(self.data), "--port", str(self.port)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, "OMNIHUB_LOG_LEVEL": "info", **env},
        )
        self._reading = asyncio.create_task(self._read(self._process))
        await self._ready()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while chunk := await process.stdout.read(65536):
            self._said += chunk
            found = _TOKEN.search(self._said)
            if found and not self.token:
                self.token = found.group().decode()

    async def _ready(self) -> None:
        async with asyncio.timeout(_READY_SECONDS):
            while self.alive:
                with contextlib.suppress(Gone):
                    await self.call("GET", "/v1/health")
                    if self.token:
                        return
                await asyncio.sleep(0.05)

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON answer.

        Raises:
            Gone: nobody answers, or it says that it cannot now.
            AssertionError: the request was refused; the words are the hub's.
        """
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.url}{path}"
        try:
            session = self._session()
            async with session.request(method, url, json=body, headers=headers) as answer:
                said = await answer.json(content_type=None)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Gone(str(error)) from error
        if answer.status >= 500:
            raise Gone(str(said))
        assert answer.status < 400, f"{method} {path}: {answer.status} {said}"
        return said

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None or self._http.closed:
            self._http = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS),
                connector=aiohttp.TCPConnector(keepalive_timeout=_LET_GO_SECONDS),
            )
        return self._http

    async def insist(self, method: str, path: str, body: Any = None) -> Any:
        """Ask until it answers: for what may be asked twice."""
        async with asyncio.timeout(_READY_SECONDS):
            while True:
                with contextlib.suppress(Gone):
                    return await self.call(method, path, body)
                await asyncio.sleep(0.05)

    async def died(self, seconds: float = _LEAVE_SECONDS) -> int:
        """Wait until it is dead; its exit code."""
        assert self._process is not None
        async with asyncio.timeout(seconds):
            code = await self._process.wait()
        await self._finish()
        return code

    async def kill(self) -> None:
        """`kill -9`."""
        if self.alive:
            assert self._process is not None
            self._process.kill()
        await self.died()

    async def stop(self) -> int:
        """Ctrl-C."""
        assert self._process is not None
        if self.alive:
            self._process.send_signal(signal.SIGINT)
        return await self.died()

    async def _finish(self) -> None:
        if self._reading:
            await self._reading
        if self._http:
            await self._http.close()

    def engine_pids(self, engine: str) -> list[int]:
        """The processes of `nats-server` or `postgres` that work on this data folder."""
        mine = str(self.data).encode()
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes().split(b"\0")
                is_engine = Path(os.fsdecode(words[0])).name == engine
                if is_engine and any(mine in word for word in words):
                    found.append(int(entry.name))
        return found


@contextlib.asynccontextmanager
async def hub_on(data: Path) -> AsyncIterator[Hub]:
    """A hub that is started, and dead at the end."""
    hub = Hub(data)
    await hub.start()
    try:
        yield hub
    finally:
        await hub.kill()
        print(hub.said)  # noqa: T201 - shown beside a test that failed
