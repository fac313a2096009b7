"""Settling: a page has what it asked for, and has drawn it.

The live stream is asked for ever. What a page tells the hub is nothing it waits for: the last words
of one that is left (a draft, who has gone) may be answered when nobody is there to hear of it.
"""

import asyncio

from playwright.async_api import Page, Request

from tests.console.browsing import PATIENCE_SECONDS

_QUIET_FRAMES = 3
_FRAME = """() => new Promise(done => requestAnimationFrame(() => setTimeout(
  () => done(document.querySelector("[aria-busy=true]") !== null))))"""


class Settling:
    """Counts what a page asks for, from the moment it is given one."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: set[Request] = set()
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    async def wait(self) -> None:
        """Until nothing was under way, and nothing said that it is busy, for some frames."""
        quiet = 0
        async with asyncio.timeout(PATIENCE_SECONDS):
            while quiet < _QUIET_FRAMES:
                busy = await self._page.evaluate(_FRAME)
                quiet = 0 if busy or self._asked else quiet + 1

    def _began(self, request: Request) -> None:
        if request.method == "GET" and not request.url.endswith("/v1/live"):
            self._asked.add(request)

    def _ended(self, request: Request) -> None:
        self._asked.discard(request)
