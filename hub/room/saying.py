"""Saying it on the log: once for each crossing, however many processes have seen it.

The log itself is asked what was said last, so that this needs no database.
"""

from dataclasses import dataclass
from datetime import datetime

from contracts.event import Draft, Event, Subject
from contracts.ids import EventId, derived
from contracts.room import Fullness, StoreEased, StoreTightened
from hub.condition import Level
from hub.house import House
from hub.log.codec import By, decode
from hub.log.jetstream import message_at
from hub.log.streams import EVENTS
from hub.room.door import BLOBS, DATABASE, LOG

STORES = (LOG, DATABASE, BLOBS)


@dataclass(frozen=True, slots=True)
class StoreSaid:
    """What was last said of a store: `percent` of it was used, `at` that time (None: never)."""

    store: str
    level: Level
    percent: int = 0
    at: datetime | None = None
    seq: int = 0


async def stores_said(house: House) -> list[StoreSaid]:
    """How full each store is, as the log says it: the same for every process.

    Raises:
        Transient, ApiError: the log does not answer.
    """
    return [await said_of(house, store) for store in STORES]


async def said_of(house: House, store: str) -> StoreSaid:
    """Likewise, of one store."""
    stored = await message_at(house.nc, EVENTS, {"last_by_subj": str(_subject(store))})
    recorded = decode(stored, house.keys) if stored else None
    seq = stored.seq if stored else 0
    if recorded is None or not isinstance(recorded.event, StoreTightened | StoreEased):
        return StoreSaid(store, Level.ROOMY, seq=seq)
    event = recorded.event
    return StoreSaid(store, Level[event.level.name], event.percent, recorded.at, seq)


async def say(house: House, store: str, level: Level, percent: int) -> bool:
    """Append it, unless it stands there already; tells whether it was appended.

    Raises:
        StaleStream: another process was faster; whether it said the same is to be looked at.
        Transient, ApiError: the log does not answer, or has no room.
    """
    last = await said_of(house, store)
    if last.level is level:
        return False
    kind = StoreTightened if level > last.level else StoreEased
    event: Event = kind(store=store, level=Fullness[level.name], percent=percent)
    id_ = EventId(derived("room", store, last.seq, level.name))
    draft = Draft(_subject(store), id_, event)
    await house.log.append([draft], By("room", house.clock()), {draft.subject: last.seq})
    return True


def _subject(store: str) -> Subject:
    return Subject("store", store)
