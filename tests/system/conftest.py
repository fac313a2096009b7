"""A hub on a folder of its own, in a world of its own."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hub.standins.dovecot import available
from tests.system.hub import Hub, hub_on
from tests.system.world import World, world


@pytest.fixture
async def around() -> AsyncIterator[World]:
    """The providers."""
    if not available():
        pytest.skip("no dovecot here: sudo apt-get install dovecot-imapd")
    async with world() as everything:
        yield everything


@pytest.fixture
async def hub(around: World) -> AsyncIterator[Hub]:
    """A hub with both channels connected."""
    with tempfile.TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as folder:
        async with hub_on(Path(folder) / "data") as running:
            await around.connect(running)
            yield running
