"""A hub whose views move, and callers with tokens."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient

from hub.api.app import create_app
from hub.house import House
from hub.roles import Role, run_roles
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA
from tests.story import PATIENCE_SECONDS

_PATIENT = (
    "hub.api.writing._PATIENCE_SECONDS",
    "hub.access.rank._PATIENCE_SECONDS",
    "hub.looking.engines._PATIENCE_SECONDS",
)
"""After these a hub answers that it does not know yet: here it is to know."""


@pytest.fixture
async def moving(house: House, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """The house, with a projector at work; what was written is read, however busy the machine."""
    for limit in _PATIENT:
        monkeypatch.setattr(limit, PATIENCE_SECONDS)
    task = asyncio.create_task(run_roles(house, [Role.PROJECTOR]))
    yield house
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.fixture
async def story(moving: House) -> Story:
    return Story(moving)


@pytest.fixture
async def http(moving: House) -> AsyncIterator[AsyncClient]:
    """Nobody in particular."""
    transport = ASGITransport(create_app(moving))
    async with AsyncClient(transport=transport, base_url="http://hub/v1") as client:
        yield client


@pytest.fixture
async def anna(moving: House, http: AsyncClient) -> Caller:
    return Caller(http, await moving.tokens.give("anna", "employee", ANNA))


@pytest.fixture
async def admin(moving: House, http: AsyncClient) -> Caller:
    return Caller(http, await moving.tokens.give("ops", "administrator"))
