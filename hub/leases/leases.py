"""Leases: work that is done by one instance at a time, whichever holds its lease."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import structlog
from nats.aio.client import Client

from contracts.errors import Invalid, Transient
from hub.faults import ENGINE_FAULTS
from hub.leases.bucket import Bucket
from hub.leases.hearing import Hearing
from hub.leases.lease import Lease
from hub.tasks import ended

_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")

log = structlog.get_logger()


def _nobody(_works: bool) -> None:
    """Is told, and does nothing."""


class Leases:
    """The leases of one instance. They avoid waste; what makes work safe is its own expectation.

    A lease lasts `seconds` after its last renewal, and is renewed four times as often. While NATS
    is away nobody can renew, and nobody else can take: a server that is back within half of that
    time disturbs nobody. But the holder stops when the time of its lease is over, though nothing
    could be appended meanwhile: an instance that alone has lost its connection would go on asking
    a provider that another one asks already.

    Two hold one lease only where a server's clock jumps, or where an instance begins its life in
    the second in which the bucket is gone and its holder has not yet noticed.
    """

    def __init__(self, nc: Client, holder: str, *, seconds: float = 4.0, replicas: int = 1) -> None:
        self._holder = holder
        self._seconds = seconds
        self._bucket = Bucket(nc, seconds, replicas)
        self._hearing = Hearing(nc, seconds)
        self._ours: dict[str, Lease] = {}

    async def while_held(
        self,
        name: str,
        work: Callable[[], Awaitable[None]],
        told: Callable[[bool], None] = _nobody,
    ) -> None:
        """Wait for the lease, work for as long as it is ours, wait again; until the work ends.

        Work whose lease is lost is cancelled, and begun anew when the lease is ours again. At the
        end, also when cancelled, the work ends first and then the lease is given back: a standby
        takes over at once. `told` hears True when work begins here, False when another instance
        does it or may do it.

        Raises:
            Invalid: a name is made of letters, digits, `-`, `_`, in parts parted by dots.
            Misconfigured: the bucket cannot be used; the remedy is said.
            Exception: what the work raised.
        """
        if not _NAME.fullmatch(name):
            raise Invalid(f"{name!r} cannot be the name of a lease")
        while not await self._stint(name, work, told):
            log.warning("lease.lost", lease=name)

    async def _stint(
        self, name: str, work: Callable[[], Awaitable[None]], told: Callable[[bool], None]
    ) -> bool:
        """Whether the work has come to its own end; else its lease was lost."""
        lease = Lease(self._bucket, name, self._holder, self._seconds)
        try:
            await self._take(lease, told)
            told(True)
            done = await self._work(lease, work)
            if not done:
                told(False)
            return done
        finally:
            await lease.give_back()

    async def _take(self, lease: Lease, told: Callable[[bool], None]) -> None:
        standing_by = False
        while not (taken := await self._taken(lease)):
            if taken is not None and not standing_by:
                standing_by = True
                told(False)
            await self._hearing.wait(lease.name)
        log.info("lease.taken", lease=lease.name)

    async def _taken(self, lease: Lease) -> bool | None:
        """Whether it is ours now; None: NATS is away, nobody knows."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._tried(lease)
        except ENGINE_FAULTS as error:
            reason = f"{type(error).__name__}: {error}"
            log.debug("lease.unclear", lease=lease.name, reason=reason)
            return None

    async def _tried(self, lease: Lease) -> bool:
        if not self._bucket.reachable:
            raise Transient("the connection to NATS is away")
        await self._hearing.listen()
        reconnects = self._hearing.reconnects
        if self._hearing.left(lease.name) > 0:
            return False
        expect = await lease.free()
        if expect is None:
            self._hearing.saw(lease.name)
        # whoever was stopped meanwhile has by now heard what happened
        if expect is None or self._hearing.left(lease.name) > 0:
            return False
        return await lease.take(expect) and self._hearing.reconnects == reconnects

    async def _work(self, lease: Lease, work: Callable[[], Awaitable[None]]) -> bool:
        async def works() -> None:
            await work()

        self._ours[lease.name] = lease
        working, keeping = asyncio.create_task(works()), asyncio.create_task(lease.keep())
        try:
            await asyncio.wait((working, keeping), return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
                return True
            keeping.result()
            return False
        finally:
            # the work first: the lease is renewed until the last of it is done
            await _surely_ended(working, keeping)
            if self._ours.get(lease.name) is lease:
                del self._ours[lease.name]

    def holds(self, name: str) -> bool:
        """Whether this lease is ours for certain, at this moment.

        By a clock that goes on while the process is stopped or the machine suspended: whoever
        wakes up too late is told the truth before anything else has run.
        """
        lease = self._ours.get(name)
        return lease is not None and lease.held

    async def holders(self) -> dict[str, str]:
        """Who holds what: holders by the names of leases.

        Raises:
            ApiError, Transient: JetStream refused, or did not answer.
        """
        entries = {name: (await self._bucket.read(name))[1] for name in await self._bucket.names()}
        return {
            name: entry.holder for name, entry in entries.items() if entry and not entry.given_back
        }


async def _surely_ended(*tasks: asyncio.Task[None]) -> None:
    """End these, one after the other; being told to stop once more meanwhile is not forgotten."""
    told_to_stop = False
    for task in tasks:
        while not task.done():
            try:
                await ended([task])
            except asyncio.CancelledError:
                told_to_stop = True
    if told_to_stop:
        raise asyncio.CancelledError
