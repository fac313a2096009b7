"""Serving the API: uvicorn inside the hub's own loop, with its signals left alone."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import structlog
import uvicorn

from contracts.errors import Misconfigured
from hub.accounts.hooks import Hooks
from hub.api.app import create_app
from hub.house import House
from hub.live.tail import Tail
from hub.settings import Settings

_BACKLOG = 512
_GRACE_SECONDS = 6
"""For requests under way, of the ten that a process has: others leave after this one."""

log = structlog.get_logger()


class _Server(uvicorn.Server):
    """The hub ends by cancelling its roles; uvicorn is not to take the signals for itself."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(house: House, hooks: Hooks) -> None:
    """Until cancelled; then nobody new is let in, and requests under way have six seconds to end.

    Raises:
        Misconfigured: the port is taken, or the address is not this machine's.
    """
    await serve_on(house, listen(house.settings), hooks)


def listen(settings: Settings) -> socket.socket:
    """A socket that takes connections already; port 0 means any that is free.

    Raises:
        Misconfigured: the port is taken, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.api_host else socket.AF_INET
    where = (settings.api_host, settings.api_port)
    try:
        return socket.create_server(where, family=family, backlog=_BACKLOG)
    except OSError as error:
        raise Misconfigured(
            f"The API cannot listen on {settings.api_host}:{settings.api_port} "
            f"({error.strerror or error}).",
            remedy="End the program that has this port, or set OMNIHUB_API_HOST and "
            "OMNIHUB_API_PORT to others.",
        ) from error


async def serve_on(house: House, listener: socket.socket, hooks: Hooks | None = None) -> None:
    """Serve on this socket until cancelled, then close it."""
    with listener:
        await _serve_on(house, listener, hooks)


async def _serve_on(house: House, listener: socket.socket, hooks: Hooks | None) -> None:
    app = create_app(house, hooks=hooks)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    host, port = listener.getsockname()[:2]
    log.info("api.listening", host=host, port=port)
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await _surely(asyncio.create_task(_empty(app.state.tail, serving)))


async def _empty(tail: Tail, serving: asyncio.Task[None]) -> None:
    """Streams do not end by themselves: their callers come back, here or elsewhere."""
    await tail.close()
    await asyncio.wait({serving})


async def _surely(emptying: asyncio.Task[None]) -> None:
    """Whoever is impatient asks again every few seconds: that must not cut off a caller."""
    while not emptying.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait({emptying})
