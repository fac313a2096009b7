"""A hub that is listened to."""

from collections.abc import AsyncIterator

import pytest

from hub.house import House
from tests.examples import ANNA
from tests.live.ear import Ear, served


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
