import asyncio
from typing import Any

import pytest

from hub.log.jetstream import request


class Waiting:
    """A connection whose answer comes when the test says so, waited for as nats-py does."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    async def request(self, *_: Any, timeout: float | None, **__: Any) -> Any:  # noqa: ASYNC109 - the client's own signature
        return await asyncio.wait_for(self.answer, timeout)


async def test_whoever_is_told_to_stop_as_the_answer_comes_does_stop() -> None:
    """asyncio.wait_for of Python 3.11 forgets to, and a role would go on for ever."""
    nc = Waiting()
    asking = asyncio.create_task(request(nc, "$JS.API.INFO", b"", 5))  # type: ignore[arg-type]  # a connection in all that is used
    await asyncio.sleep(0)

    nc.answer.set_result("an answer")
    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_nobody_waits_for_ever_for_an_answer() -> None:
    with pytest.raises(TimeoutError):
        await request(Waiting(), "$JS.API.INFO", b"", 0.01)  # type: ignore[arg-type]  # the same
