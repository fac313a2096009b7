"""The outside: a server that answers, a witness that counts, a resolver that can be told."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Witness:
    """Counts who connects, whatever they want."""

    port: int = 0
    connections: int = 0


@contextlib.asynccontextmanager
async def witness() -> AsyncIterator[Witness]:
    """On every address of this machine."""
    seen = Witness()

    async def count(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        writer.close()

    async with contextlib.AsyncExitStack() as exits:
        everywhere = await asyncio.start_server(count, "0.0.0.0", 0)  # noqa: S104 - on all, to see all
        await exits.enter_async_context(everywhere)
        seen.port = everywhere.sockets[0].getsockname()[1]
        with contextlib.suppress(OSError):  # a machine without IPv6
            local = await asyncio.start_server(count, "::1", seen.port)
            await exits.enter_async_context(local)
        yield seen


@contextlib.asynccontextmanager
async def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server on the loopback; the answer is `127.0.0.1:port`."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await handler(request)

    app = web.Application()
    app.router.add_get("/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    yield f"127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@dataclass
class Names:
    """A resolver; each name has a list of answers, and the last one stays."""

    answers: Mapping[str, Sequence[Sequence[str]]]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        _ = port
        self.asked.append(host)
        said = self.answers.get(host)
        if said is None:
            raise OSError("no such host")
        return said[min(self.asked.count(host), len(said)) - 1]
