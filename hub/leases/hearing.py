"""Hearing: a standby listens to the renewals of others instead of asking for them.

What is written to the bucket passes by every subscriber, so a standby that hears its lease being
renewed has nothing to ask, and hears at once when it is given back. That a key is missing proves
little: the bucket may have been deleted, or its server begun anew, and the holder is about to
notice. So nobody takes a lease within its seconds after the last sign of life, nor after a time
in which signs may have been missed. Only who has just begun has nothing to wait for.
"""

from collections import defaultdict
from math import inf

from nats.aio.client import Client
from nats.aio.msg import Msg

from hub.leases.bucket import SUBJECTS
from hub.leases.elapsed import elapsed
from hub.leases.entry import decoded
from hub.waking import Wake

_SLICES = 4
_LOOKS = 16


class Hearing:
    """What was heard of each lease, by its name."""

    def __init__(self, nc: Client, seconds: float) -> None:
        self._nc = nc
        self._seconds = seconds
        self._heard: dict[str, float] = {}
        self._wakes: defaultdict[str, Wake] = defaultdict(Wake)
        self._reconnects: int | None = None
        self._since = -inf

    async def listen(self) -> None:
        """From now on, until the connection is closed."""
        if self._reconnects is None:
            self._reconnects = self.reconnects
            await self._nc.subscribe(f"{SUBJECTS}>", cb=self._hear)

    async def _hear(self, message: Msg) -> None:
        name = message.subject.removeprefix(SUBJECTS)
        entry = decoded(message.data)
        if entry is not None and entry.given_back:
            self._heard[name] = -inf
            self._wakes[name].ring()
        else:
            self._heard[name] = elapsed()

    def saw(self, name: str) -> None:
        """Somebody holds it: to who has not heard of them before, that is a sign of life."""
        self._heard.setdefault(name, elapsed())

    @property
    def reconnects(self) -> int:
        """How often the connection was made anew: each time signs may have been missed."""
        return self._nc.stats["reconnects"]

    def left(self, name: str) -> float:
        """How many seconds its holder may go on without another sign; nothing left: try it."""
        if self._reconnects != self.reconnects:
            self._reconnects, self._since = self.reconnects, elapsed()
        return max(self._heard.get(name, -inf), self._since) + self._seconds - elapsed()

    async def wait(self, name: str) -> None:
        """Until it was given back, or may be worth another look."""
        seconds = min(self.left(name), self._seconds / _SLICES)
        await self._wakes[name].wait(max(seconds, self._seconds / _LOOKS))
