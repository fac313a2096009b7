"""Patience: how long a recording that cannot be had now is left alone, and when that ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.ids import CallId

SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(hours=1)
ENDS_AFTER = timedelta(hours=24)

_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class _Wait:
    since: datetime
    tries: int
    until: datetime


class Patience:
    """In memory only: after a restart everything is tried again at once."""

    def __init__(self) -> None:
        self._waits: dict[CallId, _Wait] = {}

    def failed(self, call: CallId, now: datetime) -> None:
        """It did not work: twice as long a pause as the last time, from a second to an hour."""
        before = self._waits.get(call) or _Wait(now, 0, now)
        pause = SHORTEST * 2 ** min(before.tries, _MOST_DOUBLINGS)
        self._waits[call] = _Wait(before.since, before.tries + 1, now + min(pause, LONGEST))

    def forget(self, call: CallId) -> None:
        """It is settled."""
        self._waits.pop(call, None)

    def is_exhausted(self, call: CallId, now: datetime) -> bool:
        """It has been tried for a day."""
        wait = self._waits.get(call)
        return wait is not None and now - wait.since >= ENDS_AFTER

    def waiting(self, now: datetime) -> Sequence[CallId]:
        """What is left alone for now. What somebody else settled long ago is forgotten."""
        old = [call for call, wait in self._waits.items() if now - wait.since > 2 * ENDS_AFTER]
        for call in old:
            self.forget(call)
        return [call for call, wait in self._waits.items() if wait.until > now]

    def is_due(self, now: datetime) -> bool:
        """Something is to be tried again."""
        return any(wait.until <= now for wait in self._waits.values())
