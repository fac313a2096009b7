"""A hub in a world of its own: one for all the stories, since it takes seconds to start."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from hub.standins.dovecot import available
from tests.system.hub import Hub, hub_on
from tests.system.world import World, world

NO_DOVECOT = "no dovecot here: sudo apt-get install dovecot-imapd"


@pytest.fixture
async def around() -> AsyncIterator[World]:
    """The providers, for one test."""
    if not available():
        pytest.skip(NO_DOVECOT)
    async with world() as everything:
        yield everything


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outside() -> AsyncIterator[World]:
    """The providers, for all the stories of a file."""
    if not available():
        pytest.skip(NO_DOVECOT)
    async with world() as everything:
        yield everything


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hub(outside: World) -> AsyncIterator[Hub]:
    """A hub with both channels connected, for all the stories of a file."""
    with tempfile.TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as folder:
        async with hub_on(Path(folder) / "data") as running:
            await outside.connect(running)
            yield running
