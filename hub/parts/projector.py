"""The role `projector`: computes the answers from the log."""

from collections.abc import Iterator

import structlog

from hub.house import House
from hub.parts.part import Ground, Named, part
from hub.projector.rebuild import Rebuilder
from hub.projector.worker import Worker
from hub.wiring import PROJECTIONS

log = structlog.get_logger()


def parts(on: Ground) -> Iterator[Named]:
    """One worker for all projections."""
    yield part(on.house, "projector", lambda: _project(on.house))


async def _project(house: House) -> None:
    """Build what is new, or of another version, then follow the log."""
    await house.preparing.wait()
    rebuilder = Rebuilder(house.nc, house.views, house.keys)
    for projection in await house.preparing.outdated():
        log.info("projection.building", projection=projection.name, version=projection.version)
        await rebuilder.rebuild(projection, lambda _, __: None)
        log.info("projection.upgraded", projection=projection.name, version=projection.version)
    await Worker(house.nc, house.views, house.keys, PROJECTIONS).run()
