"""A container without an engine: a process with its address, its root, its checks and restarts."""

import asyncio
import contextlib
import os
import re
import signal
from asyncio.subprocess import DEVNULL, STDOUT, Process, create_subprocess_exec
from pathlib import Path

from tests.deploy.images import image_of, program
from tests.deploy.statement import NotUnderstood, Service, seconds
from tests.deploy.translation import Place, furnish

_KEPT = ("PATH", "PYTHONPATH", "TMPDIR", "LD_LIBRARY_PATH")
_FIRST_PAUSE_SECONDS = 0.1
_LAST_PAUSE_SECONDS = 60.0
_RESTART = "unless-stopped"
_TIMED_OUT = 124
_MOST_DEATHS = 4
"""Of a container that is waited for: an engine would go on for ever."""


class Container:
    """Runs a service's command, and again when it ends, until it is killed or stopped."""

    def __init__(self, name: str, service: Service, place: Place, folder: Path) -> None:
        if service.restart != _RESTART:
            raise NotUnderstood(f"{service.name} restarts {service.restart}")
        self.name = name
        self.service = service
        self.process: Process | None = None
        self.deaths = 0
        self._pause_seconds = _FIRST_PAUSE_SECONDS
        self.place = place
        self._log = folder / f"{name}.log"
        self._keeping: asyncio.Task[None] | None = None
        said = image_of(service).environment | service.environment
        here = {key: os.environ[key] for key in _KEPT if key in os.environ}
        translated = {key: place.translated(value) for key, value in said.items()}
        self.environment = here | translated

    @property
    def pid(self) -> int:
        """The process that runs now."""
        assert self.process is not None
        return self.process.pid

    @property
    def peak_bytes(self) -> int:
        """The most memory that its process ever had at once."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024

    @property
    def said(self) -> str:
        """What it has printed."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def create(self, volumes: Path) -> None:
        """Lay out its root."""
        furnish(self.service, self.place, volumes)

    def start(self) -> None:
        """Keep it running from now on."""
        self._keeping = asyncio.create_task(self._keep(), name=self.name)

    def forgive(self) -> None:
        """Its deaths so far do not count: as an engine does after ten good seconds."""
        self._pause_seconds = _FIRST_PAUSE_SECONDS

    async def _keep(self) -> None:
        while True:
            await self._live_once()
            self.deaths += 1
            await asyncio.sleep(self._pause_seconds)
            self._pause_seconds = min(2 * self._pause_seconds, _LAST_PAUSE_SECONDS)

    async def _live_once(self) -> None:
        command = await image_of(self.service).started(self.service, self.place, self.environment)
        with self._log.open("ab") as log:
            self.process = await create_subprocess_exec(
                *command,
                stdin=DEVNULL,
                stdout=log,
                stderr=STDOUT,
                env=self.environment,
                cwd=self.place.root,
                start_new_session=True,
            )
        await self.process.wait()

    async def until_healthy(self) -> None:
        """Ask as the statement says, until the answer is yes.

        Raises:
            AssertionError: it does not stay up.
            TimeoutError: it is not healthy, long after it should be.
        """
        check = self.service.check
        async with asyncio.timeout(check.start_period + check.interval * check.retries):
            while not await self.healthy():
                assert self.deaths < _MOST_DEATHS, f"{self.name} does not stay up:\n{self.said}"
                if self._keeping and self._keeping.done():
                    self._keeping.result()
                await asyncio.sleep(check.start_interval)

    async def healthy(self) -> bool:
        """What its own health check says."""
        return await self.run(self.service.check.command, self.service.check.timeout) == 0

    async def run(self, command: list[str], seconds: float = 60.0) -> int:
        """A command within it; the exit code. What it prints goes to the log."""
        code, _ = await self.output(command, seconds)
        return code

    async def output(self, command: list[str], seconds: float = 60.0) -> tuple[int, str]:
        """A command within it: the exit code, and what it printed."""
        words = program([self.place.translated(word) for word in command])
        asked = await create_subprocess_exec(
            *words, env=self.environment, stdout=asyncio.subprocess.PIPE, stderr=STDOUT
        )
        try:
            async with asyncio.timeout(seconds):
                said, _ = await asked.communicate()
        except TimeoutError:
            return _TIMED_OUT, ""
        finally:
            with contextlib.suppress(ProcessLookupError):
                asked.kill()
        return asked.returncode or 0, said.decode(errors="replace")

    def send(self, number: signal.Signals) -> None:
        """A signal to its process."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)

    async def kill(self) -> None:
        """`docker kill`: SIGKILL, and it stays away until it is started again."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """`docker stop`: the exit code of the polite end."""
        return await self._end(image_of(self.service).stop_signal)

    async def _end(self, number: signal.Signals) -> int:
        if self._keeping:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        if self.process is None or self.process.returncode is not None:
            return 0
        self.send(number)
        try:
            async with asyncio.timeout(seconds(self.service.said["stop_grace_period"])):
                return await self.process.wait()
        except TimeoutError:
            self.send(signal.SIGKILL)
            return await self.process.wait()
