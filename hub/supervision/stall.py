"""A stalled loop: a thread of its own notices when nothing in the process moves any more."""

import asyncio
import contextlib
import faulthandler
import sys
import threading
import time
from collections.abc import Callable, Iterator

SECONDS = 60.0
_LOOKS = 20


class Stall:
    """Feels the loop from outside it.

    Args:
        loop: What is watched.
        on_stall: What is done about it, in the thread.
        seconds: How long the loop may stand still.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        on_stall: Callable[[str], object],
        seconds: float = SECONDS,
    ) -> None:
        self._loop = loop
        self._on_stall = on_stall
        self._seconds = seconds
        self._over = threading.Event()
        self._moved_at = time.monotonic()

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """For as long as this lasts."""
        thread = threading.Thread(target=self._watch, name="stall", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()

    def _watch(self) -> None:
        pause = self._seconds / _LOOKS
        while True:
            before = time.monotonic()
            self._loop.call_soon_threadsafe(self._moved)
            if self._over.wait(pause):
                return
            if time.monotonic() - before > 2 * pause:
                self._moved()  # the whole process stood still: stopped, or the machine slept
            elif time.monotonic() - self._moved_at > self._seconds:
                faulthandler.dump_traceback(sys.stderr)
                self._on_stall(f"the loop has stood still for {self._seconds:.0f} s")
                return

    def _moved(self) -> None:
        self._moved_at = time.monotonic()
