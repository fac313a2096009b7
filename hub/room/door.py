"""The door: what is not taken any more, and who waits until there is room again."""

import asyncio

from contracts.errors import Transient
from hub.condition import Condition, Level

LOG, DATABASE, BLOBS = "log", "database", "blobs"
"""The stores, by their names in `Condition.stores` and on the log."""

RETRY_SECONDS = 30.0
_LOOK_SECONDS = 0.2


def refuse_when_full(condition: Condition, *stores: str) -> None:
    """Refuse before anything is read or accepted; without `stores`, when any of them is full.

    Raises:
        Transient: there is no room; with when to try again.
    """
    for name, level in condition.stores.items():
        if level is Level.FULL and (not stores or name in stores):
            raise Transient(f"the store {name} is full", retry_after=RETRY_SECONDS)


def has_room_for_files(condition: Condition) -> bool:
    """Whether attachments are taken."""
    return condition.level < Level.CRAMPED


async def room_again(condition: Condition) -> None:
    """Return when nothing is full; at once, where nothing is."""
    while condition.level is Level.FULL:  # noqa: ASYNC110 - a measurement ends it, not an event
        await asyncio.sleep(_LOOK_SECONDS)


def full(condition: Condition, store: str) -> None:
    """A write has just failed for lack of room: the next answer is right without a measurement."""
    condition.stores[store] = Level.FULL
