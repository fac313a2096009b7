"""The alarm in the process's own log: what is tight, what follows from it, what to do."""

import structlog

from hub.condition import Level
from hub.room.door import BLOBS, DATABASE, LOG
from hub.room.store import Watched

_MEANS = {
    Level.ROOMY: "Everything is taken.",
    Level.TIGHT: "Everything is taken still; attachments are not when it gets tighter.",
    Level.CRAMPED: "Attachments are not taken any more.",
    Level.FULL: "Nothing is accepted any more; it goes on by itself when there is room.",
}
_REMEDIES = {
    LOG: "Make room where the log is, or enlarge it; with a nats-server of your own also its "
    "max_file_store. Never delete files of the log.",
    DATABASE: "Make room where PostgreSQL is, or enlarge it. The views can be dropped and built "
    "anew, the vault cannot.",
    BLOBS: "Make room where the blobs are, or enlarge it. Never delete blobs by hand.",
}

log = structlog.get_logger()


def remedy(store: str) -> str:
    """What the operator has to do."""
    return _REMEDIES[store]


def tell(store: Watched, before: Level) -> None:
    """One line for a crossing."""
    line = {"store": store.name, "fullness": store.level.name.lower(), "percent": store.percent}
    if store.level < before:
        log.info("store.eased", **line, means=_MEANS[store.level])
        return
    write = log.error if store.level is Level.FULL else log.warning
    means, what = _MEANS[store.level], remedy(store.name)
    write("store.tight", **line, where=store.where, means=means, remedy=what)
