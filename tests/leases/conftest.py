"""Instances on a real nats-server without a bucket of leases."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest

from hub.engines import NatsServer
from tests.conftest import Running, _empty_log
from tests.leases.instance import Instance, Start
from tests.story import PATIENCE_SECONDS


@pytest.fixture
async def url(running: Running) -> str:
    await _empty_log(running.engines)
    return running.engines.nats_url


@pytest.fixture
async def start(url: str) -> AsyncIterator[Start]:
    """Starts instances; those that are left at the end are stopped."""
    async with AsyncExitStack() as exits:
        yield partial(Instance.start, exits, url)


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gives back waits until the server has it: else it is the lease's time that ends."""
    monkeypatch.setattr("hub.leases.lease._GIVE_BACK_SECONDS", PATIENCE_SECONDS)


@pytest.fixture
async def server() -> AsyncIterator[NatsServer]:
    """A nats-server of the test's own, to be killed."""
    folder = Path(tempfile.mkdtemp(prefix="leases-"))
    server = NatsServer(folder / "data")
    await server.start()
    yield server
    await server.stop()
    shutil.rmtree(folder)
