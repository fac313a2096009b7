"""The role `watchdog`: who waits too long? One works, others stand by."""

from collections.abc import Iterator

from hub.parts.part import Ground, Named, alone, part, prepared
from hub.watchdog.run import Watchdog


def parts(on: Ground) -> Iterator[Named]:
    """The watchdog."""
    work = alone(on.house, "watchdog", Watchdog(on.house, on.doors).run)
    yield part(on.house, "watchdog", prepared(on.house, work))
