"""One engine as a child process: started, watched, healed, stopped."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import Process
from typing import NoReturn

import structlog

from contracts.errors import HubError, Misconfigured
from hub.engines.engine import Engine, EngineState, Listener
from hub.engines.folder import DataFolder
from hub.engines.launch import launch
from hub.engines.lock import only_engine, sign_engine

_log = structlog.get_logger()

_POLL_SECONDS = 0.01
_START_SECONDS = 60.0
_STOP_SECONDS = 4.5  # so that all of it, SIGKILL included, takes less than five
_LEFT_OVER_SECONDS = 10.0
_TRIES = 5  # of a first start; once it has answered it is restarted for ever
_STEADY_SECONDS = 10.0
_FIRST_DELAY_SECONDS = 0.05
_LAST_DELAY_SECONDS = 5.0


class Child:
    """A supervised engine. Start it from a thread that lives as long as the hub."""

    def __init__(self, engine: Engine, folder: DataFolder, listener: Listener | None) -> None:
        self._engine = engine
        self._folder = folder
        self._listener = listener
        self._state = EngineState.STOPPED
        self._process: Process | None = None
        self._supervisor: asyncio.Task[None] | None = None
        self._first_answer = asyncio.Event()

    @property
    def state(self) -> EngineState:
        """What the engine is doing now."""
        return self._state

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        alive = self._process is not None and self._process.returncode is None
        return self._process.pid if self._process and alive else None

    @property
    def settled(self) -> bool:
        """Whether it has answered once: from then on its address must not change."""
        return self._first_answer.is_set()

    async def start(self) -> None:
        """Return when the engine answers.

        Raises:
            Misconfigured: it does not, and its log is quoted.
        """
        self._first_answer.clear()
        self._supervisor = asyncio.create_task(self._supervise(), name=self._engine.name)
        self._supervisor.add_done_callback(self._ended)
        answered = asyncio.create_task(self._first_answer.wait())
        try:
            both = {self._supervisor, answered}
            await asyncio.wait(both, timeout=_START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            answered.cancel()
        if not self.settled:
            await self._give_up()

    async def stop(self) -> None:
        """End the supervision and the process: politely first, then by SIGKILL."""
        await self._end_supervision()
        process, self._process = self._process, None
        if process is None:
            return
        await self._end(process)
        self._enter(EngineState.STOPPED)
        _log.info("engine.stopped", engine=self._engine.name, exit_code=process.returncode)

    async def _give_up(self) -> NoReturn:
        supervisor = self._supervisor
        if supervisor and supervisor.done() and not supervisor.cancelled():
            supervisor.result()  # raises the reason
        raise self._failed("does not answer")

    async def _supervise(self) -> None:
        loop = asyncio.get_running_loop()
        deaths = 0
        while True:
            born_at = loop.time()
            await self._live_once(deaths)
            steady = loop.time() - born_at > _STEADY_SECONDS
            deaths = 1 if steady else deaths + 1
            if deaths >= _TRIES and not self.settled:
                raise self._failed("does not stay up")
            await asyncio.sleep(min(_FIRST_DELAY_SECONDS * 2 ** (deaths - 1), _LAST_DELAY_SECONDS))

    async def _live_once(self, deaths: int) -> None:
        try:
            process = self._process = await self._spawn()
        except (OSError, HubError) as error:
            self._not_started(error)
            return
        if await self._answered(process):
            self._announce(process, deaths)
        exit_code = await process.wait()
        self._enter(EngineState.DEAD)
        _log.warning("engine.died", engine=self._engine.name, exit_code=exit_code)

    def _not_started(self, error: OSError | HubError) -> None:
        if not self.settled:
            raise self._refused(error) from error
        _log.error("engine.start_failed", engine=self._engine.name, reason=str(error))

    async def _spawn(self) -> Process:
        name = self._engine.name
        self._enter(EngineState.STARTING)
        async with only_engine(self._folder.engine_lock(name), _LEFT_OVER_SECONDS) as lock:
            command = await self._engine.prepare()
            process = await launch(command, self._folder.open_log(name), inherit=(lock,))
            sign_engine(lock, process.pid)
        return process

    async def _answered(self, process: Process) -> bool:
        while process.returncode is None:
            if await self._engine.answers(process.pid):
                return True
            await asyncio.sleep(_POLL_SECONDS)
        return False

    def _announce(self, process: Process, deaths: int) -> None:
        event = "engine.restarted" if self.settled else "engine.started"
        self._enter(EngineState.READY)
        _log.info(event, engine=self._engine.name, pid=process.pid, deaths=deaths)
        self._first_answer.set()

    def _enter(self, state: EngineState) -> None:
        self._state = state
        if self._listener:
            self._listener(self._engine.name, state)

    async def _end_supervision(self) -> None:
        supervisor, self._supervisor = self._supervisor, None
        if supervisor and not supervisor.done():
            supervisor.cancel()
            await asyncio.wait({supervisor})

    def _ended(self, supervisor: asyncio.Task[None]) -> None:
        if not supervisor.cancelled() and (error := supervisor.exception()):
            _log.error("engine.abandoned", engine=self._engine.name, exc_info=error)

    async def _end(self, process: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(self._engine.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except TimeoutError:
            _log.warning("engine.killed", engine=self._engine.name, pid=process.pid)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    def _refused(self, error: OSError | HubError) -> HubError:
        if isinstance(error, HubError):
            return error
        return Misconfigured(
            f"{self._engine.name} cannot be started: {error}.",
            remedy=f"See that the hub may read and write all of {self._folder.root}.",
        )

    def _failed(self, what: str) -> Misconfigured:
        name = self._engine.name
        return Misconfigured(
            f"{name} {what}. The last lines of its log:\n{self._folder.log_tail(name)}\n",
            remedy=f"Repair what it says; all of it is in {self._folder.log(name)}.",
        )
