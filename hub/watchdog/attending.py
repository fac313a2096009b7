"""Who is at work, and whose turn it is: read for one look at the leads that wait."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.company import LEAD_ROTATION
from contracts.ids import EmployeeId
from hub.domain.attendance import Colleague, at_work
from hub.projector.columns import view_of
from hub.views.calendar import calendar_in_force, working_time
from hub.views.read import rows, rows_of
from projections.company import EMPLOYEES, ROTATIONS, RotationRow
from projections.leads import TURNS


@dataclass(slots=True)
class Desk:
    """Those at work who take leads. `turns`: when each had their last one, the look's own too."""

    rotation: RotationRow
    present: frozenset[EmployeeId]
    turns: dict[EmployeeId, int]


async def load_desk(connection: AsyncConnection, now: datetime) -> Desk | None:
    """The desk; None where nobody takes leads, or nobody is at work."""
    rotations = await rows_of(connection, ROTATIONS, "name", [LEAD_ROTATION])
    present = await _present(connection, now) if rotations else frozenset()
    if not present:
        return None
    turns = await rows(connection, TURNS, select(view_of(TURNS)))
    return Desk(rotations[0], present, {row.employee_id: row.last_seq for row in turns})


async def _present(connection: AsyncConnection, now: datetime) -> frozenset[EmployeeId]:
    employees = await rows(connection, EMPLOYEES, select(view_of(EMPLOYEES)))
    colleagues = (Colleague(row.employee_id, row.departed, row.available) for row in employees)
    working = working_time(await calendar_in_force(connection))
    return at_work(colleagues, working, now)
