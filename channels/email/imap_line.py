"""A connection to an IMAP server on which every wait ends.

aioimaplib leaves its callers waiting when the connection is lost: here every wait is raced against
the loss, and against the time it may take. It knows no STARTTLS either.
"""

import asyncio
import logging
import ssl
from collections.abc import Awaitable
from typing import Any, TypeVar

import aioimaplib

from channels.email.settings import EmailSettings
from channels.email.tls import tls_context, tls_failure
from contracts.errors import Misconfigured, Transient

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0

T = TypeVar("T")


class Line:
    """An open connection; `client` is aioimaplib's."""

    def __init__(self, settings: EmailSettings, context: ssl.SSLContext) -> None:
        # Its debug log holds mails, and passwords with a quote in them.
        logging.getLogger("aioimaplib").setLevel(logging.WARNING)
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.client: Any = aioimaplib.IMAP4(
            settings.imap_host,
            settings.imap_port,
            timeout=READ_SECONDS,
            conn_lost_cb=self._on_lost,
            ssl_context=context if settings.imap_tls == "tls" else None,
        )

    @staticmethod
    async def open(settings: EmailSettings) -> "Line":
        """Connect and be greeted, under TLS as the settings say.

        Raises:
            Transient: the server cannot be reached now.
            Misconfigured: it is not the server the settings describe.
        """
        context = tls_context(settings)
        line = Line(settings, context)
        try:
            await line.within(line.client.wait_hello_from_server(), CONNECT_SECONDS)
            if settings.imap_tls == "starttls":
                await line.within(_encrypt(line.client, context), CONNECT_SECONDS)
        except BaseException as error:
            line.cut()
            if isinstance(error, OSError):
                raise tls_failure(error, "mail") from error
            raise
        return line

    async def within(self, awaitable: Awaitable[T], seconds: float) -> T:
        """The result, if it comes in time and before the connection is lost.

        Raises:
            Transient: it did not.
        """
        try:
            return await self.race(awaitable, seconds)
        except TimeoutError as error:
            raise Transient("The mail server does not answer.") from error
        except aioimaplib.AioImapException as error:
            raise Transient("The mail server answered out of turn.") from error

    async def race(self, awaitable: Awaitable[T], seconds: float) -> T:
        """The same, but time that runs out is a `TimeoutError`."""
        task = asyncio.ensure_future(awaitable)
        try:
            ends: set[asyncio.Future[Any]] = {task, self._lost}
            await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return task.result()
            if self._lost.done():
                raise Transient("The connection to the mail server was lost.")
            raise TimeoutError
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task})

    async def rest(self, seconds: float) -> None:
        """Wait so long, unless the connection is lost."""
        await asyncio.wait({self._lost}, timeout=seconds)

    def cut(self) -> None:
        """End the connection; who waits on it gets `Transient`."""
        transport = self.client.protocol.transport
        if transport is not None:
            transport.abort()
        self._on_lost(None)

    def _on_lost(self, _: Exception | None) -> None:
        if not self._lost.done():
            self._lost.set_result(None)


async def _encrypt(client: Any, context: ssl.SSLContext) -> None:
    """STARTTLS (RFC 3501, 6.2.1); what the server said before is asked again."""
    protocol = client.protocol
    if not client.has_capability("STARTTLS"):
        raise Misconfigured(
            "The mail server offers no STARTTLS.", remedy="Set imap_tls to tls, with its port."
        )
    command = aioimaplib.Command("STARTTLS", protocol.new_tag(), loop=protocol.loop)
    response = await protocol.execute(command)
    if response.result != "OK" or protocol.incomplete_line:
        raise Transient("The mail server refused STARTTLS.")
    protocol.transport = await protocol.loop.start_tls(
        protocol.transport, protocol, context, server_hostname=client.host
    )
    await protocol.capability()
