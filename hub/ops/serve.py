"""Serving operations: /health/live, /health/ready and /metrics of a process, on a port apart.

It is there before the engines are, so that a process that waits for them says so.
"""

import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import structlog
from aiohttp import web

from contracts.errors import Misconfigured
from hub.condition import Condition
from hub.house import House
from hub.looking.engines import Answering, answering
from hub.looking.recently import Recently
from hub.metrics.scrape import CONTENT_TYPE, scrape
from hub.ops.ready import reasons
from hub.settings import Settings

_GRACE_SECONDS = 1.0

log = structlog.get_logger()


class Ops:
    """What is told of a process. `port` is where, None where nobody is told."""

    def __init__(self, condition: Condition) -> None:
        self.port: int | None = None
        self._condition = condition
        self._look(None)

    @contextlib.contextmanager
    def opened(self, house: House) -> Iterator[None]:
        """For as long as this lasts, the engines are reached through this house."""
        self._look(house)
        try:
            yield
        finally:
            self._look(None)

    def _look(self, house: House | None) -> None:
        async def engines() -> Answering | None:
            return await answering(house) if house else None

        self._engines = Recently(engines)
        self._scrape = Recently(lambda: scrape(self._condition, house))

    async def live(self, _: web.Request) -> web.Response:
        """The loop runs."""
        return web.json_response({"alive": True})

    async def ready(self, _: web.Request) -> web.Response:
        """200, or 503 with the reasons."""
        said = reasons(self._condition, await self._engines.get())
        return web.json_response({"ready": not said, "reasons": said}, status=503 if said else 200)

    async def metrics(self, _: web.Request) -> web.Response:
        """Everything that is known, whatever is away."""
        headers = {"Content-Type": CONTENT_TYPE}
        return web.Response(body=await self._scrape.get(), headers=headers)


@contextlib.asynccontextmanager
async def ops(settings: Settings, condition: Condition) -> AsyncIterator[Ops]:
    """Tell of this process for as long as this lasts, where OMNIHUB_OPS_PORT says so.

    Raises:
        Misconfigured: the port is taken, or the address is not this machine's.
    """
    told = Ops(condition)
    if settings.ops_port is None:
        yield told
        return
    runner = web.AppRunner(_application(told), access_log=None, shutdown_timeout=_GRACE_SECONDS)
    with _listen(settings.ops_host, settings.ops_port) as listener:
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            host, told.port = listener.getsockname()[:2]
            log.info("ops.listening", host=host, port=told.port)
            yield told
        finally:
            await runner.cleanup()


def _application(told: Ops) -> web.Application:
    application = web.Application(client_max_size=0)
    application.router.add_get("/health/live", told.live)
    application.router.add_get("/health/ready", told.ready)
    application.router.add_get("/metrics", told.metrics)
    return application


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise Misconfigured(
            f"Health and metrics cannot be served on {host}:{port} ({error.strerror or error}).",
            remedy="End the program that has this port, or set OMNIHUB_OPS_HOST and "
            "OMNIHUB_OPS_PORT to others: every process needs a port of its own.",
        ) from error
