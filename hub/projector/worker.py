"""A worker: reads EVENTS once for a group of projections and keeps their live builds up to date."""

from collections.abc import Container, Sequence
from dataclasses import replace

import structlog
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.crash import crash_point
from contracts.errors import Misconfigured, Transient
from contracts.event import Event, Recorded, event_named
from contracts.ids import EventId, derived
from hub.log.codec import Stored, decode, subject_of
from hub.log.jetstream import last_seq
from hub.log.read import Reader
from hub.log.sealing import BrokenSeal
from hub.log.streams import EVENTS
from hub.projector.builds import Build, live_builds
from hub.projector.bulk import Bulk, own_connection
from hub.projector.checkpoints import Moved
from hub.projector.fold import fold_all
from hub.projector.progress import ANNOUNCE
from hub.supervision.pulse import beat
from hub.tracing.batches import end_all, follow_all
from hub.vault.keys import DataKeys
from projections.kit import Projection

_LIVE = "SELECT projection, build, seq FROM builds.checkpoints WHERE status = 'live'"

log = structlog.get_logger()


class Worker:
    """Folds what comes; several workers share the projections between them, each has its own."""

    def __init__(
        self, nc: Client, views: AsyncEngine, keys: DataKeys, projections: Sequence[Projection]
    ) -> None:
        self._nc = nc
        self._views = views
        self._keys = keys
        self._projections = projections

    async def run(self) -> None:
        """Fold until cancelled; starts anew wherever the checkpoints turn out to be.

        Raises:
            Misconfigured: a checkpoint is ahead of the log.
        """
        while True:
            builds = await self._builds()
            try:
                await self._follow(builds)
            except Moved as moved:
                log.info("checkpoint.moved", projection=str(moved))

    async def _builds(self) -> list[Build]:
        """Those of this code's version: another one's would be folded wrongly."""
        async with self._views.connect() as connection:
            there = (await live_builds(connection, self._projections)).values()
        builds = [build for build in there if build.version == build.projection.version]
        if not builds:
            raise Transient("every view here is of another version")
        await refuse_the_future(self._nc, builds)
        return builds

    async def _follow(self, builds: list[Build]) -> None:
        after = min(build.seq for build in builds)
        async with (
            own_connection(self._views) as bulk,
            Reader(self._nc, EVENTS, after) as reader,
        ):
            async for batch in reader.batches():
                beat()
                if batch:
                    builds = await self._fold(bulk, builds, batch)
                else:
                    await _look_around(bulk, builds)

    async def _fold(self, bulk: Bulk, builds: list[Build], batch: list[Stored]) -> list[Build]:
        events = await events_of(batch, self._keys)
        seq = batch[-1].seq
        behind = [build for build in builds if build.seq < seq]
        spans = follow_all("projector.fold", batch, projections=len(behind))
        async with bulk.driver.transaction():
            await fold_all(bulk, behind, events, seq)
            await bulk.driver.execute(ANNOUNCE)
            crash_point("projector.before_commit")
        end_all(spans)
        crash_point("projector.after_commit")
        return [replace(build, seq=max(build.seq, seq)) for build in builds]


async def _look_around(bulk: Bulk, builds: list[Build]) -> None:
    """A restored database, a rebuild: the checkpoints may stand elsewhere now."""
    rows = await bulk.fetch(_LIVE)
    there = {(row["projection"], row["build"], row["seq"]) for row in rows}
    for build in builds:
        if (build.projection.name, build.number, build.seq) not in there:
            raise Moved(build.projection.name)


async def events_of(
    batch: Sequence[Stored], keys: DataKeys, wanted: Container[type[Event]] | None = None
) -> list[Recorded[Event]]:
    """The events of a batch; what this version has no word for is an event that says nothing.

    With `wanted`, only those of these classes: the type is known before the body is parsed.
    """
    if wanted is not None:
        batch = [stored for stored in batch if (event_named(stored.type) or Event) in wanted]
    await keys.load(key for stored in batch if (key := stored.key))
    return [_opened(stored, keys) or _unknown(stored) for stored in batch]


def _opened(stored: Stored, keys: DataKeys) -> Recorded[Event] | None:
    """Nothing is folded past what cannot be read: the views would say something else than the log.

    Raises:
        Transient: its seal is broken; trying again helps once somebody has repaired it.
    """
    try:
        return decode(stored, keys)
    except BrokenSeal as error:
        raise Transient(
            f"the event at {stored.seq} cannot be opened: it was damaged, or the vault is not the "
            "one of this log; restore both from the same backup"
        ) from error


def _unknown(stored: Stored) -> Recorded[Event]:
    """It stands on its subject all the same: whoever expects a position there has to know."""
    id_ = EventId(derived("unknown", stored.seq))
    return Recorded(stored.seq, id_, subject_of(stored.subject), stored.time, "", Event())


async def refuse_the_future(nc: Client, builds: Sequence[Build]) -> None:
    """A checkpoint beyond the log's end means that the log was lost or rolled back.

    Raises:
        Misconfigured: with what to do.
    """
    last = await last_seq(nc, EVENTS)
    for build in builds:
        if build.seq > last:
            raise Misconfigured(
                f"The projection {build.projection.name} has folded up to {build.seq}, but the log "
                f"ends at {last}: the log was lost or set back.",
                remedy="Restore the log from its backup. If the log is the right one, drop the "
                "database `views`; it is built anew from the log.",
            )
