"""A new version over the views of an older one: a clear answer, then what they say."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import text

from hub.addresses import Addresses
from hub.api.app import create_app
from hub.house import House, open_house
from hub.roles import Role, run_roles
from hub.settings import Settings
from hub.wiring import PROJECTIONS
from tests.clock import Hands
from tests.story import PATIENCE_SECONDS, boris_writes, projecting, running

_OLDER = """
DROP TABLE builds.search_texts__1, builds.search_names__1 CASCADE;
DELETE FROM builds.checkpoints WHERE projection = 'search';
ALTER TABLE builds.inbox__1 DROP COLUMN labels CASCADE;
UPDATE builds.checkpoints SET version = 1 WHERE projection = 'inbox'
"""
"""`search` is new, and `inbox` lacks a column, which takes its view along."""


@pytest.fixture
async def upgraded(settings: Settings, where: Addresses, hands: Hands) -> AsyncIterator[House]:
    """This version's house on views in which an older one has shown boris; nobody projects yet."""
    async with open_house(settings, where, hands) as house:
        async with projecting(house):
            await boris_writes(house)
        async with house.views.begin() as connection:
            for statement in _OLDER.split(";"):
                await connection.execute(text(statement))
    async with open_house(settings, where, hands) as house:
        yield house


async def asked(house: House, *paths: str) -> list[Response]:
    """By an administrator's token."""
    headers = {"Authorization": f"Bearer {await house.tokens.give('ops', 'administrator')}"}
    transport = ASGITransport(create_app(house))
    async with AsyncClient(transport=transport, base_url="http://hub", headers=headers) as http:
        return [await http.get(path) for path in paths]


async def test_until_the_views_are_built_the_api_says_so_and_nothing_half(upgraded: House) -> None:
    paths = ("/v1/conversations", "/v1/search?q=boris", "/v1/leads", "/v1/live", "/health/ready")
    answers = await asked(upgraded, *paths)
    alive, *open_ = await asked(upgraded, "/health/live", "/v1/health", "/", "/hooks/nobody")

    assert [one.status_code for one in answers] == [503] * len(paths)
    said = f"are being built from the log: 2 of {len(PROJECTIONS)} are missing. The next is begun"
    assert all(said in one.json()["detail"] for one in answers)
    assert answers[0].headers["Retry-After"] == "5"
    assert alive.status_code == 200
    assert all("views" not in one.text for one in open_)


async def test_the_projector_builds_them_by_itself_and_then_they_answer(
    upgraded: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.looking.engines._PATIENCE_SECONDS", PATIENCE_SECONDS)
    async with running(lambda: run_roles(upgraded, [Role.PROJECTOR])):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await upgraded.preparing.served()
        conversations, found, ready = await asked(
            upgraded, "/v1/conversations", "/v1/search?q=Борис", "/health/ready"
        )

    assert [one["name"] for one in conversations.json()["items"]] == ["Борис"]
    assert "Борис" in found.text
    assert ready.json() == {"ready": True, "reasons": []}
