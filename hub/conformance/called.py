"""The harness of a channel that is called: a caller who tells again until it is taken."""

import asyncio
from collections import deque
from http import HTTPStatus
from typing import Self

from contracts.channel import WebRequest
from contracts.errors import Transient
from hub.accounts.calls import Calls
from hub.conformance.harness import Harness
from hub.tasks import ended

_AGAIN_SECONDS = 0.02


class CalledHarness(Harness):
    """One request after the other; a server error, or no answer, means that it comes again.

    It is an async context: the caller calls for as long as that lasts.
    """

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self._requests: deque[WebRequest] = deque()
        self._last: WebRequest | None = None
        self._calls: Calls | None = None
        self._pause_seconds = 0.0
        self._caller: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._caller = asyncio.create_task(self._call_for_ever())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._caller is not None:
            await ended([self._caller])

    def request(self, text: str) -> WebRequest:
        """How the client's words are told."""
        raise NotImplementedError

    async def say(self, text: str) -> None:
        """The caller is about to call with it."""
        self._tell(self.request(text))

    async def say_again(self) -> None:
        """The same request comes once more."""
        if self._last is not None:
            self._tell(self._last)

    async def slow_down(self) -> None:
        """The caller waits before every call."""
        self._pause_seconds = 0.3

    def unacknowledged(self) -> int:
        """What the caller has not been thanked for."""
        return len(self._requests)

    def reached_by(self, calls: Calls) -> None:
        """Where to call."""
        self._calls = calls

    def _tell(self, request: WebRequest) -> None:
        self._last = request
        self._requests.append(request)

    async def _call_for_ever(self) -> None:
        while True:
            await asyncio.sleep(max(self._pause_seconds, _AGAIN_SECONDS))
            while self._requests and await self._is_taken(self._requests[0]):
                self._requests.popleft()

    async def _is_taken(self, request: WebRequest) -> bool:
        await asyncio.sleep(self._pause_seconds)
        if self._calls is None:
            return False
        try:
            answer = await self._calls.ask(request)
        except Transient:
            return False
        self.statuses.append(answer.status)
        return answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
