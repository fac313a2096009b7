"""The hub of the demonstration: `omnihub up` in a process of its own, as a user runs it."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from contracts.errors import Misconfigured
from hub.engines.leash import leashed
from hub.settings import Language

_TOKEN = re.compile(r"hub_[A-Za-z0-9_-]{20,}")
_READY_SECONDS = 90.0
_LOOK_SECONDS = 0.05
_POLITE_SECONDS = 1.0
"""For the hub to close by itself; the rest of the three seconds is for what it left."""
_TAIL = 1500


class Child:
    """The process, its token once it has told it, and what it printed."""

    def __init__(self, data: Path, printed: Path, port: int, language: Language) -> None:
        self.data = data
        self.url = f"http://127.0.0.1:{port}"
        self._port = port
        self._language = language
        self._printed = printed
        self._process: asyncio.subprocess.Process | None = None

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> str:
        """Start it; the answer is the administrator's token, told when the API answers.

        Raises:
            Misconfigured: it does not come up; what it printed is quoted.
        """
        command = [sys.executable, "-m", "hub.cli", "up"]
        command += ["--data", str(self.data), "--port", str(self._port)]
        with self._printed.open("wb") as printed:
            self._process = await asyncio.create_subprocess_exec(
                *leashed(command, signal.SIGINT),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                start_new_session=True,  # the terminal's Ctrl-C is ours to pass on
                env=self._environment(),
            )
        return await self._token()

    async def stop(self) -> None:
        """End it and its engines: politely, then by force."""
        if self._process is None:
            return
        if self.alive:
            self._process.send_signal(signal.SIGINT)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_POLITE_SECONDS):
                await self._process.wait()
        if self.alive:
            self._process.kill()  # the engines are on its leash
            await self._process.wait()

    def _environment(self) -> dict[str, str]:
        """Ours, without what would lead the hub to somebody's real engines."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("OMNIHUB_")}
        return {**kept, "OMNIHUB_LANGUAGE": self._language, "OMNIHUB_LOG_LEVEL": "warning"}

    async def _token(self) -> str:
        try:
            async with asyncio.timeout(_READY_SECONDS):
                while self.alive:
                    if found := _TOKEN.search(self._said()):
                        return found.group()
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            pass
        said = self._said()[-_TAIL:]
        raise Misconfigured(f"The hub did not come up: {said}", remedy="Read its words above.")

    def _said(self) -> str:
        return self._printed.read_text(errors="replace")


@contextlib.asynccontextmanager
async def running(child: Child) -> AsyncIterator[str]:
    """It runs for as long as this lasts; the administrator's token."""
    try:
        yield await child.start()
    finally:
        await child.stop()
