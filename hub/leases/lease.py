"""Lease: one try at one lease, until it is lost or given back."""

import asyncio
import contextlib
from math import inf

import structlog

from contracts.errors import StaleStream
from contracts.ids import drawn
from hub.faults import ENGINE_FAULTS
from hub.leases.bucket import Bucket
from hub.leases.elapsed import elapsed
from hub.leases.entry import Entry

_RENEWALS = 4
_AGAIN = 16
_MARGIN = 8
_GIVE_BACK_SECONDS = 1.0

log = structlog.get_logger()


class Lease:
    """Taken, kept and given back; a token of its own tells its entries from all others.

    Its time counts from when a confirmed write was sent, the server's from when it came: whoever
    holds it knows before the server that it is over.
    """

    def __init__(self, bucket: Bucket, name: str, holder: str, seconds: float) -> None:
        self.name = name
        self._bucket = bucket
        self._entry = Entry(holder, str(drawn()))
        self._seconds = seconds
        self._written = False
        self._seq = 0
        self._until = -inf

    @property
    def left(self) -> float:
        """For how many seconds it is ours for certain."""
        return self._until - elapsed()

    @property
    def held(self) -> bool:
        """Whether it is ours for certain."""
        return self.left > 0

    async def free(self) -> int | None:
        """The position that taking it has to expect; None: another instance has it.

        Raises:
            ApiError, Transient: it is not known.
            Misconfigured: the bucket cannot be used.
        """
        await self._bucket.ensure()
        seq, entry = await self._bucket.read(self.name)
        return None if self._others(entry) else seq

    async def take(self, expect: int) -> bool:
        """Whether it is ours now.

        Raises:
            ApiError, Transient, TimeoutError: it is not known.
        """
        try:
            await self._write(expect)
        except StaleStream:
            return False
        return self.held

    def _others(self, entry: Entry | None) -> bool:
        if entry is None or entry.given_back:
            return False
        return entry.token != self._entry.token

    async def _write(self, expect: int) -> None:
        sent_at, self._written = elapsed(), True
        self._seq = await self._bucket.write(self.name, self._entry, expect)
        self._until = sent_at + self._seconds * (1 - 1 / _MARGIN)

    async def keep(self) -> None:
        """Renew it until it is lost: somebody else has it, or its time is over unanswered."""
        renewed = True
        while self.held:
            pause = self._to_the_beat() if renewed else self._seconds / _AGAIN
            await asyncio.sleep(min(pause, self.left))
            renewed = await self._renewed()

    def _to_the_beat(self) -> float:
        """All leases of a machine are renewed together: waking up costs more than the work."""
        beat = self._seconds / _RENEWALS
        pause = beat - elapsed() % beat
        return pause if pause > beat / 8 else pause + beat

    async def _renewed(self) -> bool:
        if not (self._bucket.reachable and self.held):
            return False
        try:
            async with asyncio.timeout(min(self._seconds / _RENEWALS, self.left)):
                return await self._renew()
        except ENGINE_FAULTS as error:
            log.debug("lease.unclear", lease=self.name, reason=f"{type(error).__name__}: {error}")
            return False

    async def _renew(self) -> bool:
        """Refused is not lost: it may be our own renewal unanswered, or a bucket made anew."""
        with contextlib.suppress(StaleStream):
            await self._write(self._seq)
            return True
        seq, entry = await self._bucket.read(self.name)
        if self._others(entry):
            self._until, self._written = -inf, False
            return False
        await self._write(seq)
        return True

    async def give_back(self) -> None:
        """Whoever stands by has it at once; without an answer they have it when it expires."""
        self._until = -inf
        if not (self._written and self._bucket.reachable):
            return
        with contextlib.suppress(*ENGINE_FAULTS):
            async with asyncio.timeout(_GIVE_BACK_SECONDS):
                await self._return()

    async def _return(self) -> None:
        seq, entry = await self._bucket.read(self.name)
        if entry == self._entry:
            given_back = Entry(entry.holder, entry.token, given_back=True)
            await self._bucket.write(self.name, given_back, seq)
            log.info("lease.given_back", lease=self.name)
