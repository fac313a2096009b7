"""Supervised: a part of the process is started anew whenever it ends, fails or stands still."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from contracts.errors import HubError, Misconfigured
from hub.condition import Condition, RoleState
from hub.faults import ENGINE_FAULTS
from hub.logs.faults import told
from hub.supervision.pulse import SECONDS, Pulse, Stuck, watched
from hub.tasks import ended

Run = Callable[[], Awaitable[None]]

_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
_FORGIVEN_SECONDS = 3600.0
_PATIENCE = 3
"""So often a part that stands still is started anew; then it is the process's turn."""

log = structlog.get_logger()


class Supervised:
    """One part, and how it has done so far.

    Args:
        name: What it is called in health, metrics and logs.
        run: The work, until cancelled.
        condition: Where it is told how the part is.
        still_seconds: How long it may stand still; None for what works only when it is asked.
    """

    def __init__(
        self, name: str, run: Run, condition: Condition, still_seconds: float | None = SECONDS
    ) -> None:
        self._name = name
        self._run = run
        self._condition = condition
        self._still_seconds = still_seconds
        self._failures = 0
        self._stuck = 0

    async def run(self) -> None:
        """Until cancelled; later each time it ends at once.

        Raises:
            Misconfigured: starting it again would not help.
            Stuck: it was started anew often enough, and stands still again.
        """
        while True:
            began = _now()
            reason = await self._once()
            lasted = _now() - began
            self._failures = 0 if lasted > _PAUSES[-1] else self._failures + 1
            self._stuck = 0 if lasted > _FORGIVEN_SECONDS else self._stuck
            self._condition.enter(self._name, RoleState.FAILING, reason)
            await asyncio.sleep(_PAUSES[min(self._failures, len(_PAUSES) - 1)])

    async def _once(self) -> str:
        """Why it ended."""
        self._condition.enter(self._name, RoleState.WORKING)
        try:
            await self._watched()
        except Misconfigured:
            raise
        except Stuck as stuck:
            self._count(stuck)
            return str(stuck)
        except ENGINE_FAULTS as error:
            log.warning("role.interrupted", role=self._name, reason=told(error))
            return told(error) if isinstance(error, HubError) else "an engine does not answer"
        except Exception as error:
            log.exception("role.broke", role=self._name)
            return type(error).__name__
        return "it ended"

    async def _watched(self) -> None:
        """Whichever ends first ends the other: the work, or the patience with it."""
        with structlog.contextvars.bound_contextvars(part=self._name), watched() as pulse:
            work = asyncio.create_task(self._work())
            patience = asyncio.create_task(self._patience(pulse))
        both = {work, patience}
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                if not one.cancelled():  # by itself: a library's cancelled future looks like that
                    one.result()
        finally:
            await ended(both)

    async def _work(self) -> None:
        await self._run()

    async def _patience(self, pulse: Pulse) -> None:
        if self._still_seconds is None:
            await asyncio.Event().wait()
        else:
            await pulse.felt(self._still_seconds)

    def _count(self, stuck: Stuck) -> None:
        self._stuck += 1
        log.error("role.stuck", role=self._name, times=self._stuck)
        if self._stuck >= _PATIENCE:
            raise stuck


def _now() -> float:
    return asyncio.get_running_loop().time()
