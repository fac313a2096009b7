"""Real engines for every test: started once per test process, emptied for each test."""

import asyncio
import os
import shutil
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncpg
import nats
import pytest
import structlog
import uvloop
from hypothesis import HealthCheck
from hypothesis import settings as properties
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from hub import clock as wall
from hub.addresses import Addresses
from hub.engines import Engines
from hub.house import House, open_house
from hub.projector.prepare import prepare
from hub.settings import Settings
from hub.vault.schema import ensure_vault
from hub.wiring import PROJECTIONS
from tests.clock import Hands

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - each test makes folders of its own in it
_ROOM = 4 * 1024**3
_PATIENCE_SECONDS = 100
"""Engines start among those of the other workers."""


def _work_in_memory() -> None:
    """Engines sync every write: on a disk that is most of a test, in memory it is nothing."""
    if os.access(_IN_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
        tempfile.tempdir = os.environ["TMPDIR"] = str(_IN_MEMORY)


def _tell_errors_plainly() -> None:
    """A picture of every local variable costs seconds, in which the loop stands still."""
    structlog.dev.ConsoleRenderer.get_active().exception_formatter = structlog.dev.plain_traceback


_work_in_memory()
_tell_errors_plainly()
# no test is judged by its time, nor by how soon its examples are drawn
properties.register_profile("omnihub", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("omnihub")


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that the hub runs on: a transport of uvloop's is not one of asyncio's."""
    _ = config, item
    return {"uvloop": uvloop.new_event_loop}


@dataclass(frozen=True)
class Running:
    """The engines of this test process."""

    engines: Engines
    folder: Path


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """Both engines, in a thread of their own that lives as long as the session."""
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    engines = Engines(folder / "engines")
    asyncio.run_coroutine_threadsafe(engines.__aenter__(), loop).result(_PATIENCE_SECONDS)
    asyncio.run_coroutine_threadsafe(_prepare(engines), loop).result(_PATIENCE_SECONDS)
    yield Running(engines, folder)
    leaving = asyncio.run_coroutine_threadsafe(engines.__aexit__(None, None, None), loop)
    leaving.result(_PATIENCE_SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    shutil.rmtree(folder, ignore_errors=True)


async def _prepare(engines: Engines) -> None:
    """The databases that every test's are copied from: making their tables takes far longer."""
    admin = await asyncpg.connect(engines.database_dsn("postgres"))
    for name in (_VIEWS, _VAULT):
        await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    async with _engine(engines, _VIEWS) as views, _engine(engines, _VAULT) as vault:
        await prepare(views, PROJECTIONS)
        await ensure_vault(vault)


@asynccontextmanager
async def _engine(engines: Engines, name: str) -> AsyncIterator[AsyncEngine]:
    dsn = engines.database_dsn(name).replace("postgresql:", "postgresql+asyncpg:", 1)
    engine = create_async_engine(dsn, poolclass=NullPool)
    yield engine
    await engine.dispose()


_VIEWS, _VAULT = "prepared_views", "prepared_vault"
_numbers = count(1)


@asynccontextmanager
async def _databases(engines: Engines) -> AsyncIterator[tuple[str, str]]:
    """Two databases: views and vault, without a row."""
    number = next(_numbers)
    names = (f"views_{number}", f"vault_{number}")
    admin = await asyncpg.connect(engines.database_dsn("postgres"))
    for name, prepared in zip(names, (_VIEWS, _VAULT), strict=True):
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE {prepared} STRATEGY FILE_COPY")
    yield engines.database_dsn(names[0]), engines.database_dsn(names[1])
    for name in names:
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


async def _empty_log(engines: Engines) -> None:
    nc = await nats.connect(engines.nats_url)
    js = nc.jetstream(timeout=_PATIENCE_SECONDS)
    for stream in await js.streams_info():
        await js.delete_stream(stream.config.name or "")
    await nc.close()


@pytest.fixture
async def where(running: Running) -> AsyncIterator[Addresses]:
    """Empty engines."""
    engines = running.engines
    await _empty_log(engines)
    async with _databases(engines) as (views, vault):
        yield Addresses(engines.nats_url, engines.nats_monitor_url, views, vault)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder of the test's own."""
    return Settings(data=tmp_path / "data", api_port=0)


@pytest.fixture
def hands() -> Hands:
    """A clock that a test can set."""
    return Hands(wall.now())


@pytest.fixture
async def house(settings: Settings, where: Addresses, hands: Hands) -> AsyncIterator[House]:
    """Everything that roles stand on, on empty engines."""
    async with AsyncExitStack() as exits:
        yield await exits.enter_async_context(open_house(settings, where, hands))
