"""The same world as of the system's stories; the hub in it is composed of its parts."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.deploy.composed import Composed, composed_in
from tests.system.conftest import outside
from tests.system.world import World

__all__ = ["outside"]

_OPEN_SECONDS = 60.0
"""Until a channel is at work: its provider's library alone takes seconds of CPU to import."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hub(outside: World) -> AsyncIterator[Composed]:
    """Every service of compose.yaml, both channels connected, for all the stories of a file."""
    with tempfile.TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as folder:
        async with composed_in(Path(folder)) as running:
            await outside.connect(running)
            await outside.bot.wait_for(lambda: len(outside.bot.calls) > 0, _OPEN_SECONDS)
            yield running
