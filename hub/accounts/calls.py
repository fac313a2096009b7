"""Requests to an account that is called: they wait in order until its channel has answered them."""

import asyncio
from collections import deque
from typing import Self

from contracts.channel import WebAnswer, WebRequest
from contracts.errors import Transient

MOST_WAITING = 256
MOST_WAITING_BYTES = 64 * 1024 * 1024
ANSWER_SECONDS = 10.0
HELD_SECONDS = 30.0
"""How long a channel may keep one request before it counts as stuck."""

_RETRY_SECONDS = 5.0


class Call:
    """Somebody who waits for an answer: `contracts.channel.WebCall`."""

    def __init__(self, request: WebRequest) -> None:
        self._request = request
        self.answered: asyncio.Future[WebAnswer] = asyncio.get_running_loop().create_future()

    @property
    def request(self) -> WebRequest:
        """What was asked."""
        return self._request

    def answer(self, answer: WebAnswer) -> None:
        """Answer it; the first answer counts, and none once nobody waits any more."""
        if not self.answered.done():
            self.answered.set_result(answer)

    def postpone(self, reason: str) -> None:
        """Whoever waits is told to try again."""
        if not self.answered.done():
            self.answered.set_exception(_later(reason))
            self.answered.exception()  # it may be that nobody waits any more


class Calls:
    """The requests to one open account, and the iterator that its channel takes them from.

    A request that the channel goes on from without an answer is told to try again: nothing of it
    is promised. `close` says the same to all that wait, and ends the iterator.
    """

    def __init__(self, most: int = MOST_WAITING, most_bytes: int = MOST_WAITING_BYTES) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._waiting: deque[Call] = deque()
        self._held: Call | None = None
        self._held_since = 0.0
        self._is_closed = False
        self._news = asyncio.Event()

    @property
    def waiting(self) -> int:
        """How many the channel has not come to yet."""
        return len(self._waiting)

    async def ask(self, request: WebRequest, seconds: float = ANSWER_SECONDS) -> WebAnswer:
        """What the channel answers.

        Raises:
            Transient: too many wait already, nobody answered in time, or the account is closed.
        """
        call = self._enqueued(request)
        try:
            async with asyncio.timeout(seconds):
                return await call.answered
        except TimeoutError as error:
            raise _later("the channel does not answer in time") from error
        finally:
            self._forget(call)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Call:
        """The next request whose caller still waits."""
        self._let_go("the channel gave no answer")
        while not self._waiting:
            if self._is_closed:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        self._held, self._held_since = self._waiting.popleft(), _now()
        return self._held

    def close(self) -> None:
        """Nobody is let in any more; whoever waits is told to try again."""
        self._is_closed = True
        self._let_go("the channel was closed")
        while self._waiting:
            self._waiting.popleft().postpone("the channel was closed")
        self._news.set()

    async def stuck(self, seconds: float = HELD_SECONDS) -> None:
        """Watch until the channel keeps one request for longer than this.

        Raises:
            Transient: it did; the channel has to be opened anew.
        """
        while self._held is None or _now() - self._held_since < seconds:  # noqa: ASYNC110 - it is the time that is watched
            await asyncio.sleep(seconds / 10)
        raise Transient(f"the channel did not go on with a request for {seconds:.0f} s")

    def _enqueued(self, request: WebRequest) -> Call:
        kept = sum(len(call.request.body) for call in self._waiting)
        if self._is_closed:
            raise _later("the channel was closed")
        if len(self._waiting) >= self._most or kept + len(request.body) > self._most_bytes:
            raise _later("too many requests wait already")
        call = Call(request)
        self._waiting.append(call)
        self._news.set()
        return call

    def _forget(self, call: Call) -> None:
        """Whoever went away is not waited for; what the channel holds it may bring to its end."""
        if call in self._waiting:
            self._waiting.remove(call)

    def _let_go(self, reason: str) -> None:
        if self._held is not None:
            self._held.postpone(reason)
            self._held = None


def _later(reason: str) -> Transient:
    return Transient(reason, retry_after=_RETRY_SECONDS)


def _now() -> float:
    return asyncio.get_running_loop().time()
