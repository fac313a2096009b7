"""A hub with anna, who has a password, gleb, who has none, and browsers."""

from collections.abc import AsyncIterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from contracts.company import EmployeeRegistered
from contracts.event import Subject
from hub.api.app import create_app
from hub.house import House
from hub.settings import Settings
from tests.api.caller import Caller
from tests.api.conftest import moving
from tests.examples import ANNA, GLEB
from tests.signin.browser import Browser
from tests.story import happened

__all__ = ["moving"]

PASSWORD = "three teapots and a bicycle"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Hashes that cost nothing, and a proxy that says who calls."""
    proxies = (ip_network("127.0.0.1/32"),)
    return Settings(
        data=tmp_path / "data",
        api_port=0,
        api_url="https://hub",
        password_memory_kib=8,
        password_passes=1,
        api_trusted_proxies=proxies,
    )


@pytest.fixture
async def staffed(moving: House) -> House:
    """Anna and gleb work here, and anna signs in by anna@example.com."""
    for one, name in ((ANNA, "Анна"), (GLEB, "Глеб")):
        event = EmployeeRegistered(employee_id=one, name=name)
        await happened(moving, Subject("employee", str(one)), event, key=one)
    await moving.signin.credentials.name(ANNA, "anna@example.com")
    hashed = await moving.signin.passwords.hashed(PASSWORD)
    await moving.signin.credentials.set_password(ANNA, hashed)
    return moving


@pytest.fixture
async def http(staffed: House) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(create_app(staffed))
    async with AsyncClient(transport=transport, base_url="https://hub/v1") as client:
        client.cookies.jar.clear()
        yield client


@pytest.fixture
def browser(http: AsyncClient) -> Browser:
    """Nobody has signed in by it."""
    return Browser(http)


@pytest.fixture
async def anna(http: AsyncClient) -> Browser:
    """Anna's, in which she has signed in."""
    browser = Browser(http, address="198.51.100.1")
    answer = await browser.signs_in("anna@example.com", PASSWORD)
    assert answer.status_code == 200, answer.text
    return browser


@pytest.fixture
async def admin(staffed: House, http: AsyncClient) -> Caller:
    return Caller(http, await staffed.tokens.give("ops", "administrator"))
