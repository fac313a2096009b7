"""The driver's own connection: its bulk paths are twice as fast as those above it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class Bulk:
    """Runs statements, each prepared once for as long as the connection is held.

    The driver would remember a hundred of them; every projection's tables together have more, and
    forgetting the oldest each time would mean to prepare them all for every batch.
    """

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self._prepared: dict[str, Any] = {}

    async def fetch(self, sql: str, *arguments: Any) -> list[Any]:
        """The records."""
        statement = self._prepared.get(sql)
        if statement is None:
            statement = self._prepared[sql] = await self.driver.prepare(sql)
        found: list[Any] = await statement.fetch(*arguments)
        return found


@asynccontextmanager
async def own_connection(engine: AsyncEngine) -> AsyncIterator[Bulk]:
    """One that the pool never sees again: whoever is told to stop may leave anything behind.

    A transaction that was begun past SQLAlchemy would go back to the pool with it; a connection
    that is closed takes it along.
    """
    async with engine.connect() as connection:
        bulk = await bulk_of(connection)
        await connection.run_sync(lambda sync: sync.detach())
        yield bulk


async def bulk_of(connection: AsyncConnection) -> Bulk:
    """Outside of any transaction, or in the one that this connection is in."""
    return Bulk((await connection.get_raw_connection()).driver_connection)


async def bulk_within(connection: AsyncConnection) -> Bulk:
    """In this connection's transaction, which begins only with its first statement."""
    bulk = await bulk_of(connection)
    if not bulk.driver.is_in_transaction():
        await connection.execute(text("SELECT 1"))
    return bulk
