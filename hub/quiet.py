"""Quiet: a look at everything can be spared while the log has not grown and nothing is due."""

import asyncio
from datetime import datetime, timedelta

from hub.clock import Clock

_SECONDS = 10.0
"""What changes without a fact, such as the hour of the day, is seen after this at most."""


class Quiet:
    """What was known at the last look.

    Args:
        clock: By which things are due. One that is set also ends the quiet.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._head = -1
        self._looked_at = clock()
        self._due: datetime | None = None
        self._until = 0.0

    def holds(self, head: int) -> bool:
        """Whether nothing can be new with the log ending at `head`."""
        now = self._clock()
        is_due = self._due is not None and self._due <= now
        was_set = abs(now - self._looked_at) > timedelta(seconds=_SECONDS)
        return head == self._head and not is_due and not was_set and _now() < self._until

    def begins(self, head: int, due: datetime | None = None) -> None:
        """All was looked at with the log ending at `head`; the next thing is due then."""
        self._head, self._due = head, due
        self._looked_at, self._until = self._clock(), _now() + _SECONDS


def _now() -> float:
    return asyncio.get_running_loop().time()
