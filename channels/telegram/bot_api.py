"""Calls to the Bot API, on aiogram's methods and session, with answers as the server wrote them.

aiogram would read each answer into its own classes: one update of an unknown shape would cost the
whole batch, and a page of a gateway would hide the HTTP status.
"""

import traceback
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TraceConfig
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from channels.telegram import failures
from channels.telegram.library import (
    AiohttpSession,
    Bot,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    TelegramAPIServer,
    TelegramMethod,
)
from channels.telegram.settings import Settings
from contracts.errors import Transient, Undeliverable

ANSWER_SECONDS = 20.0
_CONNECT_SECONDS = 10.0
_SILENCE_SECONDS = 5.0
"""Within a file: a line that brings nothing for so long is dead."""

_SENDS = (SendMessage, SendPhoto, SendDocument, SendMediaGroup)
"""What puts something before a client."""

_FAULTS = (ClientError, OSError, EOFError, ProxyConnectionError, ProxyError, ProxyTimeoutError)


@dataclass(slots=True)
class _Progress:
    """How far a request got. Once its first byte may have left, it may have been obeyed."""

    written: bool = False


async def _note(_: ClientSession, context: SimpleNamespace, __: object) -> None:
    context.trace_request_ctx.written = True


_WRITTEN = TraceConfig()
_WRITTEN.on_request_headers_sent.append(_note)
_WRITTEN.freeze()


class BotApi:
    """The server behind one token, reached through the account's own proxy where it has one."""

    def __init__(self, settings: Settings) -> None:
        self._token = settings.token.get_secret_value()
        self._session = AiohttpSession(
            proxy=settings.proxy.get_secret_value() if settings.proxy else None,
            api=TelegramAPIServer.from_base(settings.api_base),
        )
        self._bot = Bot(self._token, session=self._session)
        self._closed = False

    @property
    def closed(self) -> bool:
        """Nothing can be asked any more."""
        return self._closed

    async def call(self, method: TelegramMethod[Any], *, seconds: float = ANSWER_SECONDS) -> Any:
        """The result of a method, as JSON.

        Raises:
            HubError: as `failures` says.
        """
        sends, progress = isinstance(method, _SENDS), _Progress()
        try:
            status, body = await self._post(method, seconds, progress)
        except _FAULTS as error:
            failure = failures.lost(error, written=progress.written, sends=sends)
            raise failure from self._without_token(error)
        return failures.result(status, body, sends=sends)

    async def download(self, path: str, *, most: int) -> bytes:
        """The bytes of a file, `most` of them, by the path that getFile told.

        Raises:
            TooLarge: there are more.
            Undeliverable: it cannot be had from here.
            Transient: it did not come, or not whole.
        """
        try:
            async with self._file(path) as response:
                return await _whole(response, most)
        except (*_FAULTS, RuntimeError) as error:  # that is what our own closing raises in a body
            failure = failures.lost(error, written=True, sends=False)
            raise failure from self._without_token(error)

    async def close(self) -> None:
        """Let go of every connection, also of those that wait for an answer."""
        self._closed = True
        await self._session.close()

    async def _post(
        self, method: TelegramMethod[Any], seconds: float, progress: _Progress
    ) -> tuple[int, bytes]:
        session = await self._opened()
        async with session.post(
            self._session.api.api_url(self._token, method.__api_method__),
            data=self._session.build_form_data(self._bot, method),
            timeout=ClientTimeout(total=seconds, sock_connect=_CONNECT_SECONDS),
            trace_request_ctx=progress,
        ) as response:
            return response.status, await response.read()

    @asynccontextmanager
    async def _file(self, path: str) -> AsyncGenerator[ClientResponse]:
        # What a server of the company's own keeps on its disk has a path from the root.
        if path.startswith("/") or ".." in path.split("/"):
            raise Undeliverable("The server does not hand it out.")
        session = await self._opened()
        async with session.get(
            self._session.api.file_url(self._token, quote(path, errors="replace")),
            headers={"Accept-Encoding": "identity"},
            allow_redirects=False,
            timeout=ClientTimeout(sock_connect=_CONNECT_SECONDS, sock_read=_SILENCE_SECONDS),
            trace_request_ctx=_Progress(),
        ) as response:
            if response.status != HTTPStatus.OK:
                raise Transient(f"Telegram did not give it (HTTP {response.status}).")
            yield response

    async def _opened(self) -> ClientSession:
        if self._closed:
            raise Transient("The channel is closed.")
        session = await self._session.create_session()
        if _WRITTEN not in session.trace_configs:
            session.trace_configs.append(_WRITTEN)
        return session

    def _without_token(self, error: Exception) -> Exception | None:
        """The error, unless its story names the token, which is a part of every address."""
        return None if self._token in "".join(traceback.format_exception(error)) else error


async def _whole(response: ClientResponse, most: int) -> bytes:
    """The body, as far as the line can tell."""
    if (response.content_length or 0) > most:
        raise failures.TooLarge("The file is too large.")
    chunks, size = [], 0
    async for chunk in response.content.iter_any():
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise failures.TooLarge("The file is too large.")
    return b"".join(chunks)
