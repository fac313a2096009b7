"""Rebuild: the same tables again from the log, beside those that serve; compared, then promoted."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from hub.log.codec import Stored
from hub.log.jetstream import last_seq
from hub.log.read import Reader
from hub.log.streams import EVENTS
from hub.projector.builds import (
    Build,
    discard_unfinished,
    live_builds,
    new_build,
    promote,
)
from hub.projector.bulk import Bulk, bulk_within, own_connection
from hub.projector.fold import fold_all
from hub.projector.hashing import hash_of
from hub.projector.progress import announce
from hub.projector.worker import events_of
from hub.supervision.pulse import beat, rest
from hub.vault.keys import DataKeys
from projections.kit import Projection

Report = Callable[[int, int], None]
"""Called with the position reached and the position to reach."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Both builds at the same position, by hash; `before` is None where there was no live one."""

    projection: str
    build: int
    seq: int
    before: str | None
    after: str

    @property
    def same(self) -> bool:
        """Whether the log says what the tables said."""
        return self.before == self.after


Transaction = Callable[[], AbstractAsyncContextManager[Any]]


class Rebuilder:
    """Builds projections anew while the old tables serve and grow."""

    def __init__(self, nc: Client, views: AsyncEngine, keys: DataKeys) -> None:
        self._nc = nc
        self._views = _unhurried_engine(views)
        self._keys = keys

    async def rebuild(self, projection: Projection, report: Report) -> Rebuilt:
        """Fold the whole log, meet the live build at one position, compare, and take its place.

        Raises:
            Exception: whatever a fold raised; the live build goes on serving.
        """
        async with self._views.begin() as connection:
            await discard_unfinished(connection, projection)
            build = await new_build(connection, projection)
        end = await last_seq(self._nc, EVENTS)
        async with own_connection(self._views) as bulk:
            build = await self._fold_to(build, end, report, bulk, lambda: _unhurried(bulk))
        return await self._meet(build, report)

    async def _fold_to(
        self, build: Build, end: int, report: Report, bulk: Bulk, begin: Transaction
    ) -> Build:
        if build.seq >= end:
            return build
        async with Reader(self._nc, EVENTS, build.seq) as reader:
            async for batch in reader.batches():
                beat()
                wanted = [stored for stored in batch if stored.seq <= end]
                if wanted:
                    build = await self._fold(build, wanted, bulk, begin)
                    report(build.seq, end)
                if build.seq >= end:
                    break
        return build

    async def _fold(
        self, build: Build, batch: list[Stored], bulk: Bulk, begin: Transaction
    ) -> Build:
        events = await events_of(batch, self._keys, build.projection.events)
        seq = batch[-1].seq
        async with begin():
            await fold_all(bulk, [build], events, seq)
        return replace(build, seq=seq)

    async def _meet(self, build: Build, report: Report) -> Rebuilt:
        """Hold the live checkpoint still, bring both to one position, compare, promote."""
        rest()  # comparing large tables takes as long as it takes, and so may waiting for them
        async with self._views.begin() as connection:
            live = await _hold(connection, build.projection)
            bulk = await bulk_within(connection)
            end = max(live.seq if live else 0, build.seq)
            build = await self._fold_to(build, end, report, bulk, nullcontext)
            comparable = live is not None and live.version == build.version
            if live is not None and comparable:
                live = await self._fold_to(live, end, report, bulk, nullcontext)
            rest()  # the folds have beaten
            before = await hash_of(connection, live) if live is not None and comparable else None
            after = await hash_of(connection, build)
            await promote(connection, build)
            await announce(connection)
        return Rebuilt(build.projection.name, build.number, build.seq, before, after)


def _unhurried_engine(views: AsyncEngine) -> AsyncEngine:
    """The same database: comparing large tables takes longer than anybody else may wait."""
    return create_async_engine(
        views.url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": 5}
    )


@asynccontextmanager
async def _unhurried(bulk: Bulk) -> AsyncIterator[None]:
    """A transaction that need not be on disk yet: what is lost with it is built again anyway.

    The commit that promotes the build comes after it, and waits until all of it is on disk.
    """
    async with bulk.driver.transaction():
        await bulk.driver.execute("SET LOCAL synchronous_commit = off")
        yield


async def _hold(connection: AsyncConnection, projection: Projection) -> Build | None:
    await connection.execute(
        text(
            "SELECT seq FROM builds.checkpoints "
            "WHERE projection = :name AND status = 'live' FOR UPDATE"
        ),
        {"name": projection.name},
    )
    return (await live_builds(connection, [projection])).get(projection.name)
