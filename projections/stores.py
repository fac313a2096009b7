"""Stores: how full is each, since when, and who was told of it?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.event import Recorded
from contracts.ids import EmployeeId
from contracts.notice import NoticeQueued, NoticeUnaddressed, TidingKind
from contracts.room import Fullness, StoreEased, StoreTightened
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class CrossingRow:
    """A store has reached a level from above or below; `percent` of it was used then."""

    crossing_id: UUID
    seq: int
    store: str
    level: Fullness
    percent: int
    crossed_at: datetime


CROSSINGS = Table("crossings", CrossingRow, key=("crossing_id",), indexes=("(store, seq)",))


def crossed(
    _: CrossingRow | None, recorded: Recorded[StoreTightened | StoreEased], __: Key
) -> CrossingRow:
    """The event's id names the crossing."""
    event = recorded.event
    return CrossingRow(
        recorded.id, recorded.seq, event.store, event.level, event.percent, recorded.at
    )


CROSSINGS.each(StoreTightened, keys=lambda e: [(e.id,)])(crossed)
CROSSINGS.each(StoreEased, keys=lambda e: [(e.id,)])(crossed)


@dataclass(frozen=True, slots=True)
class ToldRow:
    """An employee was told of a crossing, or would have been if they had an address."""

    tiding_id: UUID
    employee_id: EmployeeId
    crossing_id: UUID
    told_at: datetime


TOLD = Table("crossings_told", ToldRow, key=("tiding_id",))


def _tidings(recorded: Recorded[NoticeQueued | NoticeUnaddressed]) -> list[Key]:
    return [(t.tiding_id,) for t in recorded.event.tidings if t.kind is TidingKind.STORE]


def _told(
    row: ToldRow | None,
    recorded: Recorded[NoticeQueued | NoticeUnaddressed],
    key: Key,
) -> ToldRow:
    event = recorded.event
    (tiding,) = (one for one in event.tidings if one.tiding_id == key[0])
    return row or ToldRow(tiding.tiding_id, event.employee_id, tiding.about_id, recorded.at)


TOLD.each(NoticeQueued, keys=_tidings)(_told)
TOLD.each(NoticeUnaddressed, keys=_tidings)(_told)


stores = Projection(
    "stores",
    version=1,
    question="How full is each store, since when, and who was told of it?",
    tables=(CROSSINGS, TOLD),
)
