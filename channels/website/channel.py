"""The channel: requests come in, one is judged after the other, each is answered once."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from channels.website import answers
from channels.website.reception import Reception
from channels.website.rejected import Rejected
from channels.website.settings import Settings
from channels.website.words import Say
from contracts.channel import Health, Host, Outbound, Receipt, State, WebAnswer, WebCall
from contracts.errors import Transient, Undeliverable
from contracts.inbound import Inbound

_RETRY_SECONDS = "5"


class Website:
    """A site: `contracts.channel.Channel`."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self._settings = settings
        self._host = host
        self._reception = Reception(settings, host)
        self._closed = asyncio.Event()

    async def receive(self) -> AsyncGenerator[Inbound]:
        """What visitors send; they are thanked when it is on the log."""
        async with aclosing(self._calls()) as calls:
            async for call in calls:
                try:
                    outcome = await self._reception.judge(call.request)
                except Transient:
                    call.answer(self._later(call))
                    raise
                if outcome.inbound is not None:
                    yield outcome.inbound
                call.answer(outcome.answer)

    async def send(self, message: Outbound) -> Receipt:
        """Nobody is reached through a form.

        Raises:
            Undeliverable: always.
        """
        raise Undeliverable(f"nobody can be answered through a form: {message.to.kind.value}")

    async def health(self) -> Health:
        """There is nothing to break: the hub's own door is what forms need."""
        count = len(self._settings.forms)
        return Health(state=State.UP, message=f"{count} form{'s' if count > 1 else ''} ready.")

    async def close(self) -> None:
        """`receive` ends; who waits for an answer is told by the hub to try again."""
        self._closed.set()

    async def _calls(self) -> AsyncGenerator[WebCall]:
        """Those of the host, until this is closed."""
        calls = self._host.calls()
        tasks: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._closed.wait())]
        try:
            while not self._closed.is_set():
                coming = asyncio.ensure_future(_next(calls))
                tasks[1:] = [coming]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                call = coming.result() if coming.done() else None
                if call is None:
                    return
                yield call
        finally:
            for task in tasks:
                task.cancel()

    def _later(self, call: WebCall) -> WebAnswer:
        refused = Rejected(503, Say.LATER, headers=(("retry-after", _RETRY_SECONDS),))
        answer = answers.rejection(refused, call.request, "en", None)
        return self._reception.readable(answer, call.request)


async def _next(calls: AsyncIterator[WebCall]) -> WebCall | None:
    return await anext(calls, None)
