"""Canned: which canned answers are there?"""

from dataclasses import dataclass
from datetime import datetime

from contracts.canned import CannedId, CannedRemoved, CannedSet
from contracts.event import Recorded
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class CannedRow:
    """An answer that is offered; `actor` is who wrote it so."""

    canned_id: CannedId
    shortcut: str
    title: str
    text: str
    set_at: datetime
    actor: str


CANNED = Table("canned", CannedRow, key=("canned_id",))


@CANNED.opens(CannedSet, key=lambda e: (e.event.canned_id,))
def canned_set(_: CannedRow | None, recorded: Recorded[CannedSet]) -> CannedRow:
    """The last words are in force."""
    event = recorded.event
    return CannedRow(
        event.canned_id, event.shortcut, event.title, event.text, recorded.at, recorded.actor
    )


@CANNED.on(CannedRemoved, key=lambda e: (e.event.canned_id,))
def canned_removed(_: CannedRow, __: Recorded[CannedRemoved]) -> None:
    """It is offered no more."""


canned = Projection(
    "canned", version=1, question="Which canned answers are there?", tables=(CANNED,)
)
