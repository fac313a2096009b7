"""Who works here, and where they are told."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.roles import MANAGER
from hub.api.models.employees import Employee, EmployeeAddress
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.company import BINDINGS, EMPLOYEES, TEAMS, BindingRow, EmployeeRow, TeamRow


async def everybody(connection: AsyncConnection) -> list[Employee]:
    """All of them, those who left as well."""
    view = view_of(EMPLOYEES)
    found = await rows(connection, EMPLOYEES, select(view).order_by(view.c.employee_id))
    bound = await rows(connection, BINDINGS, select(view_of(BINDINGS)))
    teams = await rows(connection, TEAMS, select(view_of(TEAMS)))
    return [_shown(row, bound, teams) for row in found]


async def employee(connection: AsyncConnection, id_: UUID) -> Employee | None:
    """One of them."""
    found = await rows_of(connection, EMPLOYEES, "employee_id", [id_])
    bound = await rows_of(connection, BINDINGS, "employee_id", [id_])
    teams = await rows(connection, TEAMS, select(view_of(TEAMS)))
    return _shown(found[0], bound, teams) if found else None


async def holder(connection: AsyncConnection, digest: str) -> UUID | None:
    """Whose address this is."""
    found = await rows_of(connection, BINDINGS, "digest", [digest])
    return found[0].employee_id if found else None


def _shown(row: EmployeeRow, bound: Collection[BindingRow], teams: Collection[TeamRow]) -> Employee:
    theirs = (one for one in bound if one.employee_id == row.employee_id)
    return Employee(
        employee_id=row.employee_id,
        name=row.name,
        head_id=row.head_id,
        departed=row.departed,
        available=row.available,
        role=row.role or MANAGER,
        teams=[one.team_id for one in teams if row.employee_id in {one.lead_id, *one.members}],
        addresses=[
            EmployeeAddress(digest=one.digest, kind=one.kind, value=one.value) for one in theirs
        ],
    )
