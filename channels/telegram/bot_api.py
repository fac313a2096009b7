"""Calls to the Bot API, on aiogram's methods and session, with answers as the server wrote them.

aiogram would read each answer into its own classes: one update of an unknown shape would cost the
whole batch, and a page of a gateway would hide the HTTP status.
"""

import traceback
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import (
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiohttp import ClientError, ClientSession, ClientTimeout, TraceConfig
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from channels.telegram import failures
from channels.telegram.settings import Settings
from contracts.errors import Transient

ANSWER_SECONDS = 20.0
_CONNECT_SECONDS = 10.0
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
