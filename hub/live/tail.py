"""The tail: the end of the log, read once for all the streams of this process.

A fact is told when every projection has folded it, so that whoever asks anew sees it, and after the
tokens were looked up, so that nobody is told who may not know any more.
"""

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial

import structlog

from contracts.errors import Transient
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.live.asides import aside
from hub.live.fact import Fact, fact_of
from hub.live.gossip import Gossip
from hub.live.holders import held
from hub.live.insisting import answered, insisted
from hub.live.listeners import Listeners
from hub.live.ring import Ring
from hub.live.shown import shown_by
from hub.log.codec import Stored
from hub.log.jetstream import last_seq
from hub.log.read import Reader
from hub.log.streams import EVENTS
from hub.logs.faults import told
from hub.tasks import ended
from hub.tracing.batches import end_all, follow_all
from hub.wiring import PROJECTIONS

_SHOWN_IN = [projection.name for projection in PROJECTIONS]
_PACE_SECONDS = 0.05
"""Facts that come faster are told together: a screen is not drawn more often."""
_VOUCH_SECONDS = 0.75
_TICK_SECONDS = 0.2
"""What was revoked ends within a second, though nothing happens."""
_LINGER_SECONDS = 60.0
_WARM = 5_000
"""So many facts before now are read first: after a restart everybody comes back at once."""

log = structlog.get_logger()


class Tail:
    """Reads while somebody listens, and for a minute more; `moved` is set when it has news."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.listeners = Listeners(house)
        self.gossip = Gossip(house, self.listeners)
        self.ring = Ring(0)
        self.moved = asyncio.Event()
        self.closed = False
        self._run: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()
        self._wanted_at = 0.0
        self._begun_at = 0

    async def begin(self) -> None:
        """Read from now on, unless it does already; "now" is what the projections show.

        Raises:
            Transient: the views are not there yet, or the hub is stopping.
        """
        self._wanted_at = _now()
        async with self._beginning:
            if self.closed:
                raise Transient("the hub is stopping")
            if not self.running:
                self._begun_at = await self._shown_now()
                self.ring = Ring(max(0, self._begun_at - _WARM))
                await self.gossip.presence.listen()
                self._run = asyncio.create_task(self._reading())

    @property
    def running(self) -> bool:
        """Whether anything is read; streams end when it is not, and their clients come back."""
        return self._run is not None and not self._run.done() and not self.closed

    @property
    def shown(self) -> int:
        """The position up to which whoever asks sees everything."""
        return max(self._begun_at, self.ring.top)

    async def close(self) -> None:
        """Every stream ends, at once."""
        self.closed = True
        self._wake()
        await ended([self._run] if self._run else [])

    async def last(self) -> int:
        """The log's end.

        Raises:
            Transient: the log does not answer.
        """
        return await last_seq(self.house.nc, EVENTS)

    async def _shown_now(self) -> int:
        shown = await self.house.progress.of(_SHOWN_IN)
        if shown < 0:
            raise Transient("the views are being made")
        return shown

    async def _reading(self) -> None:
        following = asyncio.create_task(self._follow())
        gossiping = asyncio.create_task(self.gossip.telling(self._wake))
        try:
            await self._vouch(following)
        finally:
            await ended([following, gossiping])
            for task in (following, gossiping):
                if not task.cancelled() and (error := task.exception()):
                    log.error("live.broke", reason=told(error))
            asyncio.get_running_loop().call_soon(self._wake)

    async def _follow(self) -> None:
        async with Reader(self.house.nc, EVENTS, self.ring.top) as reader:
            async for batch in reader.batches():
                if batch:
                    await self._tell(batch)
                    await asyncio.sleep(_PACE_SECONDS)

    async def _tell(self, batch: Sequence[Stored]) -> None:
        seq = batch[-1].seq
        spans = follow_all("live.tell", self._news(batch))
        await insisted(lambda: self.house.progress.reached(_SHOWN_IN, seq))
        asides = await self._shown(batch)
        facts = [fact_of(one) for one in batch]
        judged = await answered(partial(held, self.house, [*facts, *asides]))
        await insisted(self.listeners.ask)
        aside(self.listeners, judged[len(facts) :])
        self.ring.add(judged[: len(facts)])
        self._wake()
        end_all(spans)

    async def _shown(self, batch: Sequence[Stored]) -> list[Fact]:
        """How it looks now, for who is there; without it they ask, as after any fact."""
        try:
            return await shown_by(self.house, self._news(batch))
        except ENGINE_FAULTS as error:
            log.debug("live.unshown", reason=type(error).__name__)
            return []

    def _news(self, batch: Sequence[Stored]) -> Iterator[Stored]:
        """What somebody is told now: not what is only kept for those who come back."""
        return (one for one in batch if self.listeners and one.seq > self._begun_at)

    async def _vouch(self, following: asyncio.Task[None]) -> None:
        """Look at the tokens also when nothing happens; end when nobody has listened for long."""
        while not following.done() and (
            self.listeners or _now() - self._wanted_at < _LINGER_SECONDS
        ):
            if self.listeners:
                self._wanted_at = _now()
            if self.listeners and self.listeners.asked_at + _VOUCH_SECONDS <= _now():
                await self._look_at_tokens()
            await asyncio.sleep(_TICK_SECONDS)

    async def _look_at_tokens(self) -> None:
        try:
            if await self.listeners.ask():
                self._wake()
        except ENGINE_FAULTS as error:
            log.debug("live.unvouched", reason=type(error).__name__)

    def _wake(self) -> None:
        moved, self.moved = self.moved, asyncio.Event()
        moved.set()


def _now() -> float:
    return asyncio.get_running_loop().time()
