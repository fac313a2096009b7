"""The stand-ins, each driven by the client library that the project itself uses."""

from collections.abc import AsyncIterator

import pytest

from channels.telegram.library import AiohttpSession, Bot, TelegramAPIServer
from hub.standins.bot_api import BotApi
from hub.standins.dovecot import Dovecot, available
from hub.standins.smtp import SmtpSink


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api.base_url))
    async with Bot(api.token, session=session).context() as bot:
        yield bot


@pytest.fixture
async def sink() -> AsyncIterator[SmtpSink]:
    async with SmtpSink() as sink:
        yield sink


@pytest.fixture
async def dovecot() -> AsyncIterator[Dovecot]:
    if not available():
        pytest.skip("no Dovecot 2.3 on this machine")
    async with Dovecot() as dovecot:
        yield dovecot
