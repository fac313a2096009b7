"""A hub that is listened to."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hub.house import House
from tests.examples import ANNA
from tests.live.ear import Ear, served

_A_TEST_SECONDS = 300.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each thing that is waited for may have to wait for a busy machine, one after the other."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(_A_TEST_SECONDS))


@pytest.fixture
async def url(house: House) -> AsyncIterator[str]:
    async with served(house) as url:
        yield url


@pytest.fixture
async def anna(house: House, url: str) -> Ear:
    return Ear(url, await house.tokens.give("anna", "employee", ANNA))


@pytest.fixture
async def admin(house: House, url: str) -> Ear:
    return Ear(url, await house.tokens.give("ops", "administrator"))
