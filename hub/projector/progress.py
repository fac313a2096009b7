"""How far projections are, and waiting until they have passed a position."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from contracts.errors import Transient
from hub.faults import CUT_OFF

CHANNEL = "projected"
ANNOUNCE = f"NOTIFY {CHANNEL}"
"""Tells everybody who waits, once its transaction is committed."""

_LIVE = "SELECT projection, seq FROM builds.checkpoints WHERE status = 'live'"

_POLL_SECONDS = 0.25
_ANSWER_SECONDS = 2.0
_STATEMENT_SECONDS = 10.0


async def announce(connection: AsyncConnection) -> None:
    """Tell everybody who waits, once this transaction is committed."""
    await connection.execute(text(ANNOUNCE))


class Progress:
    """Waits for projections; one connection listens for the whole process, and asks for it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._moved = asyncio.Event()
        self._listener: asyncpg.Connection[Any] | None = None
        self._asking = asyncio.Lock()

    async def of(self, projections: Sequence[str]) -> int:
        """The position that all of these have passed; -1 while one of them has no live build."""
        there = await self._live()
        return min((there.get(name, -1) for name in projections), default=-1)

    async def _live(self) -> dict[str, int]:
        """Over the connection that listens; a new one where there is none, or it has just died."""
        listener = self._listener
        if listener is not None:
            with contextlib.suppress(*CUT_OFF):
                return await self._asked(listener)
        async with self._engine.connect() as connection:
            found = await connection.execute(text(_LIVE))
            return {row.projection: row.seq for row in found}

    async def _asked(self, listener: "asyncpg.Connection[Any]") -> dict[str, int]:
        """One that does not answer is given up at once: everybody who waits stands behind it."""
        try:
            async with self._asking, asyncio.timeout(_ANSWER_SECONDS):
                rows = await listener.fetch(_LIVE)
        except CUT_OFF:
            listener.terminate()
            raise
        return {row["projection"]: row["seq"] for row in rows}

    async def reached(self, projections: Sequence[str], seq: int, *, seconds: float = 30.0) -> None:
        """Return once every one of these has folded the event at `seq`.

        Raises:
            Transient: they did not get there in time.
        """
        try:
            async with asyncio.timeout(seconds):
                moved = self._moved
                while await self.of(projections) < seq:
                    await _movement(moved)
                    moved = self._moved
        except TimeoutError as error:
            raise Transient(f"projections are behind: {', '.join(projections)}") from error

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
            with contextlib.suppress(*CUT_OFF):
                await self._listen_once(dsn)
            await asyncio.sleep(_POLL_SECONDS)

    async def _listen_once(self, dsn: str) -> None:
        connection = await asyncpg.connect(dsn, timeout=5, command_timeout=_STATEMENT_SECONDS)
        gone = asyncio.Event()
        connection.add_termination_listener(lambda _: gone.set())
        try:
            await connection.add_listener(CHANNEL, self._heard)
            self._listener = connection
            await gone.wait()
        finally:
            self._listener = None
            with contextlib.suppress(*CUT_OFF):
                await connection.close(timeout=2)

    def _heard(self, *_: object) -> None:
        """Whoever asked before this and waits is woken; whoever asks from now on waits anew."""
        self._moved.set()
        self._moved = asyncio.Event()


async def _movement(moved: asyncio.Event) -> None:
    """Until something was projected; every quarter of a second it is time to look anyway.

    `moved` was taken before looking: what was projected in between is not missed.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_POLL_SECONDS):
            await moved.wait()
