"""The answer that does not end: blocks as they come, to somebody who takes them."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hub.tasks import ended

_SLOW_SECONDS = 5.0
"""Who takes nothing for so long is let go; they come back to where they were."""

log = structlog.get_logger()


class EventStream(Response):
    """`text/event-stream` (the HTML standard's server-sent events)."""

    media_type = "text/event-stream"

    def __init__(self, blocks: AsyncGenerator[bytes] | None = None) -> None:
        self._blocks = blocks
        self.status_code = 200
        self.background = None
        self.init_headers({"X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Until the blocks end, or the caller went away."""
        _ = scope
        telling = asyncio.create_task(self._tell(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await ended({telling, leaving})
        if not telling.cancelled():
            telling.result()

    async def _tell(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        if self._blocks is None:
            return
        async with contextlib.aclosing(self._blocks) as blocks:
            try:
                async for text in blocks:
                    async with asyncio.timeout(_SLOW_SECONDS):
                        await send({"type": "http.response.body", "body": text, "more_body": True})
            except TimeoutError:
                log.info("live.too_slow")
                return
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
