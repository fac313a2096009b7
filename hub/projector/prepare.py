"""Before workers start: every projection has a live build of the version that the code knows."""

from collections.abc import Sequence

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from hub.projector.builds import ensure_schema, live_builds, new_build, promote
from projections.kit import Projection

log = structlog.get_logger()

_LOCK = "SELECT pg_advisory_xact_lock(81713)"


async def prepare(views: AsyncEngine, projections: Sequence[Projection]) -> list[Projection]:
    """Open an empty live build for every projection, where nothing was folded yet.

    Returns those that want a rebuild: their live build is of another version, and serves until
    then; or they are new beside others that have folded something, and an empty answer is wrong.
    """
    await ensure_schema(views)
    async with views.begin() as connection:
        await connection.execute(text(_LOCK))
        live = await live_builds(connection, projections)
        if not any(build.seq for build in live.values()):
            for projection in projections:
                if projection.name not in live:
                    await promote(connection, await new_build(connection, projection))
                    log.info("projection.opened", projection=projection.name)
            live = await live_builds(connection, projections)
    return [p for p in projections if p.name not in live or live[p.name].version != p.version]
