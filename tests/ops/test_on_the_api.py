"""The same on the API's port: health for anybody, numbers for who has a token."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from httpx import ASGITransport, AsyncClient

from hub.api.app import create_app
from hub.condition import RoleState
from hub.databases import sql_engine
from hub.house import House
from tests.api.caller import Caller
from tests.examples import ANNA
from tests.ops.watcher import numbers


@pytest.fixture
async def http(house: House) -> AsyncIterator[AsyncClient]:
    async with at(house) as client:
        yield client


def at(house: House) -> AsyncClient:
    return AsyncClient(
        transport=ASGITransport(create_app(house, routers=())), base_url="http://hub"
    )


async def test_anybody_is_told_whether_it_is_ready(house: House, http: AsyncClient) -> None:
    ready = await http.get("/health/ready")
    house.condition.enter("capture", RoleState.FAILING, "boris@client.example is unknown")
    failing = await http.get("/health/ready")

    assert (ready.status_code, ready.json()) == (200, {"ready": True, "reasons": []})
    assert failing.status_code == 503
    assert failing.headers["content-type"] == "application/problem+json"
    assert failing.json()["ready"] is False
    assert failing.json()["reasons"] == ["capture fails: see its log."]


async def test_without_its_databases_it_is_alive_and_not_ready(house: House) -> None:
    away = sql_engine("postgresql://nobody@127.0.0.1:1/views")
    async with at(replace(house, views=away, vault=away)) as http:
        live, ready = await http.get("/health/live"), await http.get("/health/ready")

    assert (live.status_code, live.json()) == (200, {"alive": True})
    assert ready.json()["reasons"] == ["PostgreSQL does not answer."]


async def test_numbers_are_the_administrators(house: House, http: AsyncClient) -> None:
    anna = Caller(http, await house.tokens.give("anna", "employee", ANNA))
    admin = Caller(http, await house.tokens.give("ops", "administrator"))

    refused = [
        (await http.get("/metrics")).status_code,
        (await anna("GET", "/metrics")).status_code,
    ]
    answer = await admin("GET", "/metrics")

    assert refused == [401, 403]
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert numbers(answer.text)["omnihub_engine_up/jetstream"] == 1
