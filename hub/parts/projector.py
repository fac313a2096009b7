"""The role `projector`: computes the answers from the log."""

from collections.abc import Iterator

import structlog

from hub.house import House
from hub.parts.part import Ground, Named, part, prepared
from hub.projector.rebuild import Rebuilder
from hub.projector.worker import Worker
from hub.wiring import PROJECTIONS

log = structlog.get_logger()


def parts(on: Ground) -> Iterator[Named]:
    """One worker for all projections."""
    yield part(on.house, "projector", prepared(on.house, lambda: _project(on.house)))


async def _project(house: House) -> None:
    """Bring projections of an older version up to this one, then follow the log."""
    rebuilder = Rebuilder(house.nc, house.views, house.keys)
    for projection in await house.preparing.outdated():
        await rebuilder.rebuild(projection, lambda _, __: None)
        log.info("projection.upgraded", projection=projection.name, version=projection.version)
    await Worker(house.nc, house.views, house.keys, PROJECTIONS).run()
