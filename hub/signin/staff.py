"""Staff: who works here, as the views know it."""

from uuid import UUID

from hub.house import House
from hub.views.read import rows_of
from projections.company import EMPLOYEES, EmployeeRow

_NOBODY = UUID(int=0)


async def working(house: House, employee: UUID | None) -> EmployeeRow | None:
    """Somebody who works here; the same work is done for nobody."""
    async with house.views.connect() as connection:
        found = await rows_of(connection, EMPLOYEES, "employee_id", [employee or _NOBODY])
    return found[0] if found and not found[0].departed else None
