"""The role `capture`: who is it? One works, others stand by."""

from collections.abc import Iterator

from hub.capture.run import Capture
from hub.parts.part import Ground, Named, alone, part, prepared


def parts(on: Ground) -> Iterator[Named]:
    """Capture."""
    work = alone(on.house, "capture", Capture(on.house).run)
    yield part(on.house, "capture", prepared(on.house, work))
