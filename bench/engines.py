"""Engines of the bench's own, on a temporary folder: a real nats-server and a real PostgreSQL."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import asyncpg

from hub.addresses import Addresses
from hub.engines import Engines
from hub.house import House, open_house
from hub.log.jetstream import ask
from hub.log.streams import STREAMS
from hub.settings import Settings

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Ground:
    """What measurements stand on."""

    engines: Engines
    folder: Path


@contextlib.asynccontextmanager
async def ground() -> AsyncIterator[Ground]:
    """Both engines, for as long as this lasts; nothing is left behind."""
    folder = Path(tempfile.mkdtemp(prefix="omnihub-bench-"))
    try:
        async with Engines(folder / "engines") as engines:
            yield Ground(engines, folder)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


@contextlib.asynccontextmanager
async def empty_house(on: Ground) -> AsyncIterator[House]:
    """A house on an empty log and empty databases."""
    async with _database(on, "views") as views, _database(on, "vault") as vault:
        where = Addresses(on.engines.nats_url, on.engines.nats_monitor_url, views, vault)
        async with open_house(_settings(on), where) as house:
            yield house
            for stream in STREAMS:
                await ask(house.nc, f"STREAM.DELETE.{stream}")


@contextlib.asynccontextmanager
async def same_house_without_views(on: Ground, house: House) -> AsyncIterator[House]:
    """The same log and the same keys, and nothing projected yet."""
    async with _database(on, "views") as views:
        where = replace(house.addresses, views=views)
        async with open_house(house.settings, where) as fresh:
            yield fresh


def _settings(on: Ground) -> Settings:
    return Settings(data=on.folder / "data", api_port=0)


@contextlib.asynccontextmanager
async def _database(on: Ground, kind: str) -> AsyncIterator[str]:
    name = f"{kind}_{next(_numbers)}"
    admin = await asyncpg.connect(on.engines.database_dsn("postgres"))
    try:
        await admin.execute(f"CREATE DATABASE {name}")
        yield on.engines.database_dsn(name)
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()
