"""Engines: which of them answer."""

import asyncio
from dataclasses import dataclass

from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.jetstream import ask
from hub.log.streams import EVENTS

_PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Answering:
    """Whether each of them answered in time. `jetstream` is the log, behind `nats`."""

    nats: bool = False
    jetstream: bool = False
    views: bool = False
    vault: bool = False

    @property
    def all(self) -> bool:
        """Whether nothing is missing."""
        return self.nats and self.jetstream and self.views and self.vault

    def silent(self) -> list[str]:
        """Which do not answer, in sentences that hold no address."""
        return [*self._silent_log(), *self._silent_databases()]

    def _silent_log(self) -> list[str]:
        if not self.nats:
            return ["nats-server does not answer."]
        return [] if self.jetstream else ["JetStream does not answer."]

    def _silent_databases(self) -> list[str]:
        there = {"views": self.views, "vault": self.vault}
        if not any(there.values()):
            return ["PostgreSQL does not answer."]
        return [f"The database {name} does not answer." for name, is_ in there.items() if not is_]


async def answering(house: House) -> Answering:
    """Who answers within two seconds; all are asked at once."""
    jetstream, views, vault = await asyncio.gather(
        _stream(house.nc), _database(house.views), _database(house.vault)
    )
    return Answering(house.nc.is_connected, jetstream, views, vault)


async def _stream(nc: Client) -> bool:
    if not nc.is_connected:
        return False  # it would wait for a connection instead
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await ask(nc, f"STREAM.INFO.{EVENTS}")
    except ENGINE_FAULTS:
        return False
    return True


async def _database(engine: AsyncEngine) -> bool:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS), engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except ENGINE_FAULTS:
        return False
    return True
