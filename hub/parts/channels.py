"""The role `channels`: receives and sends for every account, and fetches recordings."""

from collections.abc import Iterator

from hub.accounts.keeper import Keeper
from hub.parts.part import Ground, Named, part, prepared
from hub.recordings.run import Recordings

_FETCHING_SECONDS = 900.0


def parts(on: Ground) -> Iterator[Named]:
    """The keeper of the accounts, and the recordings."""
    yield part(on.house, "channels", Keeper(on.house, on.doors, on.accounts).run)
    fetching = prepared(on.house, Recordings(on.house).run)
    yield part(on.house, "recordings", fetching, _FETCHING_SECONDS)
