"""Listening by a cookie, as a browser does."""

import contextlib
from collections.abc import AsyncIterator

import aiohttp

from hub.signin.cookies import SESSION
from tests.live.ear import Ear, Heard
from tests.story import PATIENCE_SECONDS


@contextlib.asynccontextmanager
async def listening(url: str, secret: str) -> AsyncIterator[AsyncIterator[Heard]]:
    """The blocks of a stream that this session opened."""
    timeout = aiohttp.ClientTimeout(total=None, sock_read=PATIENCE_SECONDS)
    headers = {"Cookie": f"{SESSION}={secret}", "Sec-Fetch-Site": "same-origin"}
    async with (
        aiohttp.ClientSession(timeout=timeout, headers=headers) as http,
        http.get(f"{url}/live") as answer,
    ):
        answer.raise_for_status()
        yield Ear(url, "")._blocks(answer)
