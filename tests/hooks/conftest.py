"""A hub that is called: its door on a real port, and an account behind it."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from httpx import AsyncClient, Limits

from hub.accounts import state
from hub.accounts.calls import Calls
from hub.accounts.hooks import Hooks
from hub.accounts.keeper import Keeper
from hub.accounts.providers import providers
from hub.api.serve import listen, serve_on
from hub.doors import Doors
from hub.house import House
from hub.tasks import ended
from hub.vault.channels import Account
from tests.hooks import doorbell
from tests.story import PATIENCE_SECONDS, projecting, until

ANSWER_SECONDS = 100.0
"""How long who calls is left without an answer in these tests: longer than anybody waits here."""


@pytest.fixture(autouse=True)
def _installed() -> Iterator[None]:
    """The doorbell is a plug-in like any other."""
    providers()["doorbell"] = doorbell.provider
    yield
    del providers()["doorbell"]
    doorbell.SENT.clear()
    doorbell.ASKED.clear()


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller is let go for a reason, and not because the machine was slow."""
    monkeypatch.setattr(Calls.ask, "__defaults__", (ANSWER_SECONDS,))


async def connect(house: House, name: str, channel: str = "doorbell") -> None:
    settings = {"token": "1:x", "api_base": "http://127.0.0.1:1"} if channel == "telegram" else {}
    account = Account(name, channel, settings, house.clock())
    await house.channel_settings.put(account)
    await state.connected(house, account, "test")


@pytest.fixture
def hooks() -> Hooks:
    return Hooks()


@pytest.fixture
async def door(house: House, hooks: Hooks) -> AsyncIterator[AsyncClient]:
    """Where the account `bell` is called, as it is after a moment."""
    doors, listener = Doors(house.addresses.nats_url), listen(house.settings)
    port = listener.getsockname()[1]
    await connect(house, "bell")
    keeper = Keeper(house, doors, hooks=hooks)
    async with projecting(house), doors.open():
        tasks = [
            asyncio.create_task(serve_on(house, listener, hooks)),
            asyncio.create_task(keeper.run()),
        ]
        async with AsyncClient(
            base_url=f"http://127.0.0.1:{port}/hooks",
            timeout=PATIENCE_SECONDS,
            limits=Limits(keepalive_expiry=1),
        ) as client:
            await until(lambda: answers(client, 200), PATIENCE_SECONDS)
            doorbell.ASKED.clear()
            yield client
        await ended(tasks)


async def answers(client: AsyncClient, status: int, account: str = "bell") -> bool:
    """Whether it does by now."""
    return (await client.get(f"/{account}/script.js")).status_code == status
