"""Telegram keeps what every channel has to keep."""

from collections.abc import AsyncIterator
from copy import deepcopy

import pytest

from channels.telegram import provider
from contracts.errors import (
    Misconfigured,
    RateLimited,
    Transient,
    Uncertain,
    Undeliverable,
)
from contracts.inbound import Address, AddressKind
from hub.conformance import ChannelConformance, Harness
from hub.standins.bot_api import BotApi, Cut, Delay, Refusal
from tests.conformance.replay import ReplayConformance

BORIS = 7700077


class TelegramHarness(Harness):
    provider = provider
    client = Address(kind=AddressKind.TELEGRAM, value=str(BORIS))
    personal = (str(BORIS), "Boris")

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._last = 0
        self.settings = {"token": api.token, "api_base": api.base_url, "poll_seconds": 1}
        self.wrong_settings = {"token": "1:nobody"}
        self.faults = {
            Undeliverable: lambda: self._refuse(403, "Forbidden: bot was blocked by the user"),
            Transient: lambda: self._refuse(500, "Internal Server Error"),
            RateLimited: lambda: self._refuse(429, "Too Many Requests"),
            Misconfigured: lambda: self._refuse(401, "Unauthorized"),
            Uncertain: lambda: api.fail_next("sendMessage", Cut(recorded=True)),
        }

    def _refuse(self, code: int, words: str) -> None:
        self._api.fail_next("sendMessage", Refusal(code, words))

    async def say(self, text: str) -> None:
        self._last = self._api.says(BORIS, text, name="Boris")

    async def say_again(self) -> None:
        self._api.push(deepcopy(self._api.unconfirmed[-1]))

    async def say_strange(self) -> None:
        self._api.push({"poll_of_tomorrow": {"id": "1"}})

    async def slow_down(self) -> None:
        self._api.fail_next("getUpdates", Delay(0.5), times=3)

    async def go_away(self) -> None:
        await self._api.stop()

    async def come_back(self) -> None:
        await self._api.start()

    def unacknowledged(self) -> int:
        return len(self._api.unconfirmed)

    def brought(self) -> list[str]:
        return self._api.sent_to(BORIS)

    def files(self) -> list[tuple[str, bytes]]:
        return self._api.files_sent_to(BORIS)


@pytest.fixture
async def harness() -> AsyncIterator[Harness]:
    async with BotApi() as api:
        yield TelegramHarness(api)


class TestTelegram(ChannelConformance):
    pass


class TestTelegramReplay(ReplayConformance):
    pass
