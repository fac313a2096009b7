"""A bot at a Bot API on the loopback, and the channel that runs it."""

from collections.abc import AsyncGenerator, Callable

import pytest
from pydantic import SecretStr

from channels.telegram import bot_api
from channels.telegram.channel import Telegram
from channels.telegram.settings import Settings
from hub.standins.bot_api import BotApi
from tests.story import PATIENCE_SECONDS
from tests.telegram.memory_host import MemoryHost

Open = Callable[..., Telegram]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be had is had however slow the machine is."""
    monkeypatch.setattr("channels.telegram.bot_api._SILENCE_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("channels.telegram.channel._BUTTON_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("channels.telegram.fetching._SECONDS", PATIENCE_SECONDS)


@pytest.fixture
async def api() -> AsyncGenerator[BotApi]:
    async with BotApi() as server:
        yield server


def client_at(api: BotApi, base: str) -> bot_api.BotApi:
    return bot_api.BotApi(Settings.model_validate({"token": api.token, "api_base": base}))


@pytest.fixture
def host() -> MemoryHost:
    return MemoryHost()


@pytest.fixture
async def open_channel(api: BotApi, host: MemoryHost) -> AsyncGenerator[Open]:
    opened: list[Telegram] = []

    def opens(**changes: object) -> Telegram:
        given = {"token": api.token, "api_base": api.base_url, "poll_seconds": 50} | changes
        opened.append(Telegram(Settings.model_validate(given), host))
        return opened[-1]

    yield opens
    for channel in opened:
        await channel.close()


@pytest.fixture
def channel(open_channel: Open) -> Telegram:
    return open_channel()


@pytest.fixture
def stranger(open_channel: Open) -> Telegram:
    return open_channel(token=SecretStr("1:unknown"))
