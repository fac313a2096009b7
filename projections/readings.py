"""Readings: who has opened this card, and when last?"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contracts.access import CardRead
from contracts.event import Recorded
from contracts.ids import ClientId, EmployeeId
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reader of a card: an employee, or a token; `hours`: in how many hours they opened it."""

    client_id: ClientId
    reader_id: UUID
    employee_id: EmployeeId | None
    reader: str
    first_at: datetime
    last_at: datetime
    hours: int = 1


READINGS = Table("readings", ReadingRow, key=("client_id", "reader_id"))


@READINGS.opens(CardRead, key=lambda e: (e.event.client_id, e.event.reader_id))
def read(row: ReadingRow | None, recorded: Recorded[CardRead]) -> ReadingRow:
    """Somebody opened it."""
    event, at = recorded.event, recorded.at
    if row is None:
        return ReadingRow(
            event.client_id, event.reader_id, event.employee_id, recorded.actor, at, at
        )
    return replace(row, reader=recorded.actor, last_at=at, hours=row.hours + 1)


readings = Projection(
    "readings",
    version=1,
    question="Who has opened this card, and when last?",
    tables=(READINGS,),
)
