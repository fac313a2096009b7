"""How far projections are, and waiting until they have passed a position."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from contracts.errors import Transient

CHANNEL = "projected"
ANNOUNCE = f"NOTIFY {CHANNEL}"
"""Tells everybody who waits, once its transaction is committed."""

_POLL_SECONDS = 0.25


async def announce(connection: AsyncConnection) -> None:
    """Tell everybody who waits, once this transaction is committed."""
    await connection.execute(text(ANNOUNCE))


class Progress:
    """Waits for projections; one connection listens for the whole process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._moved = asyncio.Condition()
        self._listener: asyncpg.Connection[Any] | None = None

    async def of(self, projections: Sequence[str]) -> int:
        """The position that all of these have passed; -1 while one of them has no live build."""
        query = text(
            "SELECT count(*) AS live, min(seq) AS seq FROM builds.checkpoints "
            "WHERE status = 'live' AND projection = ANY(:names)"
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query, {"names": list(projections)})).one()
        return int(row.seq) if row.live == len(projections) else -1

    async def reached(self, projections: Sequence[str], seq: int, *, seconds: float = 30.0) -> None:
        """Return once every one of these has folded the event at `seq`.

        Raises:
            Transient: they did not get there in time.
        """
        try:
            async with asyncio.timeout(seconds):
                while await self.of(projections) < seq:
                    await self._movement()
        except TimeoutError as error:
            raise Transient(f"projections are behind: {', '.join(projections)}") from error

    async def _movement(self) -> None:
        """Until something was projected; every quarter of a second it looks anyway."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_POLL_SECONDS), self._moved:
                await self._moved.wait()

    @contextlib.asynccontextmanager
    async def listening(self, dsn: str) -> AsyncIterator["Progress"]:
        """Hear of movement at once; without this, or while cut off, polling alone finds it."""
        task = asyncio.create_task(self._listen(dsn))
        try:
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _listen(self, dsn: str) -> None:
        while True:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await self._listen_once(dsn)
            await asyncio.sleep(_POLL_SECONDS)

    async def _listen_once(self, dsn: str) -> None:
        connection = await asyncpg.connect(dsn, timeout=5)
        gone = asyncio.Event()
        connection.add_termination_listener(lambda _: gone.set())
        try:
            await connection.add_listener(CHANNEL, self._heard)
            await gone.wait()
        finally:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=2)

    async def _heard(self, *_: object) -> None:
        async with self._moved:
            self._moved.notify_all()
