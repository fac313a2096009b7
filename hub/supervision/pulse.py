"""A pulse: what works in a loop says each time round that it does."""

import asyncio
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

SECONDS = 60.0
"""How long one round may take: the longest wait for a projection is half of it."""

_current: ContextVar["Pulse | None"] = ContextVar("pulse", default=None)


class Stuck(Exception):
    """Something stands still though nothing failed; it has to be started anew."""


class Pulse:
    """Beaten by a loop, felt by whoever watches over it."""

    def __init__(self) -> None:
        self._beaten: float | None = None

    def beat(self) -> None:
        """One more time round."""
        self._beaten = _now()

    def rest(self) -> None:
        """Nobody has to beat."""
        self._beaten = None

    async def felt(self, seconds: float = SECONDS) -> None:
        """Watch, from the first beat on.

        Raises:
            Stuck: there was none for longer than this.
        """
        pause = seconds / 10
        while self._beaten is None or _now() - self._beaten < seconds:
            before = _now()
            await asyncio.sleep(pause)
            if self._beaten is not None and _now() - before > 2 * pause:
                self.beat()  # the whole process stood still: stopped, or the machine slept
        raise Stuck(f"it has stood still for {seconds:.0f} s")


def beat() -> None:
    """One more time round, for whoever watches over this task; nobody may."""
    if pulse := _current.get():
        pulse.beat()


def rest() -> None:
    """There is nothing to do until the next beat, however long that takes."""
    if pulse := _current.get():
        pulse.rest()


@contextlib.contextmanager
def watched() -> Iterator[Pulse]:
    """The pulse of what is started within, and of nothing around it."""
    pulse = Pulse()
    token = _current.set(pulse)
    try:
        yield pulse
    finally:
        _current.reset(token)


def _now() -> float:
    return asyncio.get_running_loop().time()
