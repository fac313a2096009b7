"""One open stream: from its position on, every fact its listener may see, in order, once."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from functools import partial

from fastapi.sse import format_sse_event

from hub.live.catching_up import catching_up
from hub.live.fact import Fact, block, fact_of
from hub.live.holders import held
from hub.live.insisting import answered, insisted
from hub.live.listeners import Listener
from hub.live.rights import sees
from hub.live.tail import Tail

_AT_ONCE = 500
_QUIET_SECONDS = 15.0
_LOOK_SECONDS = 1.0
MOST_BEHIND = 100_000
_RETRY = b"retry: 1000\n"
_END = block("end", {})


async def place(tail: Tail, after: int | None) -> tuple[int, bytes]:
    """Where a stream begins, and its first block.

    Raises:
        Transient: an engine does not answer, so that nobody can say whether there is a gap.
    """
    await tail.begin()
    ahead = after is not None and after > tail.shown
    last = await tail.last() if ahead else tail.shown
    position, name = beginning(after, tail.shown, last)
    return position, _RETRY + block(name, {"seq": position}, position)


def beginning(after: int | None, shown: int, last: int) -> tuple[int, str]:
    """The position, and whether the caller can go on from theirs (`position`) or not (`reset`).

    `shown` is what the views show, `last` the end of the log.
    """
    if after is None:
        return shown, "position"
    if shown - after > MOST_BEHIND or after > last:
        return shown, "reset"
    return after, "position"


class Stream:
    """What one listener is told; `position` is up to where, whether it was theirs to see or not."""

    def __init__(self, tail: Tail, listener: Listener, position: int) -> None:
        self._tail = tail
        self._listener = listener
        self._position = position
        self._said_at = _now()

    async def blocks(self) -> AsyncGenerator[bytes]:
        """Until the token opens nothing any more (then `end` is the last), or the tail ends."""
        while self._open:
            moved = self._tail.moved
            facts = self._tail.ring.after(self._position, _AT_ONCE)
            if facts is None:
                async with contextlib.aclosing(self._from_the_log()) as blocks:
                    async for text in blocks:
                        yield text
            elif not facts and not self._listener.asides:
                await self._wait(moved)
            if text := self._asides() + self._told(facts or ()) or self._still_here():
                yield text
            await asyncio.sleep(0)  # the others want to be told as well
        if self._listener.bearer is None:
            yield _END

    @property
    def _open(self) -> bool:
        return self._tail.running and self._listener.bearer is not None

    async def _from_the_log(self) -> AsyncGenerator[bytes]:
        """Until the ring holds what follows; nothing that the views do not show yet."""
        async with catching_up(self._tail.house.nc, self._position) as log:
            while self._open and self._position < self._tail.ring.floor:
                self._listener.asides.clear()  # it was said to who was there, and is old by then
                batch = await log.batch(_LOOK_SECONDS)
                if batch:
                    await insisted(lambda: self._tail.listeners.ask_about([self._listener]))
                shown = self._tail.shown
                facts = [fact_of(one) for one in batch if one.seq <= shown]
                facts = await answered(partial(held, self._tail.house, facts))
                if text := self._told(facts) or self._still_here():
                    yield text

    def _told(self, facts: Sequence[Fact]) -> bytes:
        """Those of them that the listener may see; all of them are behind us then."""
        bearer = self._listener.bearer
        if bearer is None or not facts:
            return b""
        self._position = facts[-1].seq
        text = b"".join(fact.text for fact in facts if sees(bearer, fact))
        self._said_at = _now() if text else self._said_at
        return text

    def _asides(self) -> bytes:
        """What has no place on the log: who looks at what, and how what follows is shown."""
        asides = self._listener.asides
        text = b"".join(asides) if self._listener.bearer else b""
        asides.clear()
        return text

    def _still_here(self) -> bytes:
        """A comment when nothing was said for long, with the position: it is not lost either."""
        if self._listener.bearer is None or _now() < self._said_at + _QUIET_SECONDS:
            return b""
        self._said_at = _now()
        return format_sse_event(comment="still here", id=str(self._position))

    async def _wait(self, moved: asyncio.Event) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(self._said_at + _QUIET_SECONDS):
                await moved.wait()


def _now() -> float:
    return asyncio.get_running_loop().time()
