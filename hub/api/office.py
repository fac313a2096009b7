"""The office: what a decision about a deal or a task has to know of the company."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from contracts.company import REPLY_POLICY
from contracts.errors import Invalid, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId
from hub.commands import States
from hub.domain.working_time import WorkingTime
from hub.house import House
from hub.views.calendar import calendar_in_force, working_time
from hub.views.read import rows_of, states
from projections.company import POLICIES


@dataclass(frozen=True, slots=True)
class Office:
    """The calendar, if there is one, and who is told where nobody is responsible."""

    working: WorkingTime | None
    on_duty: EmployeeId | None


async def office(house: House) -> Office:
    """As it stands now."""
    async with house.views.connect() as connection:
        policies = await rows_of(connection, POLICIES, "name", [REPLY_POLICY])
        calendar = await calendar_in_force(connection)
    on_duty = policies[0].on_duty if policies else None
    return Office(working_time(calendar), on_duty)


async def known(house: House, subject: Subject) -> Any:
    """Where it stands, as far as it is folded: whose it is, say, before it is decided about.

    Raises:
        NotFound: it has no history.
    """
    async with house.views.connect() as connection:
        found = await states(connection, [subject])
    if not found:
        raise NotFound(f"there is no such {subject.aggregate}")
    return found[0][2]


def worker(employee: UUID | None) -> list[Subject]:
    """What has to be loaded to know that somebody works here."""
    return [Subject("employee", str(employee))] if employee else []


def refuse_stranger(states_: States, employee: UUID | None, field: str) -> EmployeeId | None:
    """Who is to be responsible.

    Raises:
        Invalid: nobody with this id works here.
    """
    if employee is None:
        return None
    state = states_[Subject("employee", str(employee))]
    if state.employee_id is None or state.left:
        raise Invalid("nobody with this id works here", field=field)
    return EmployeeId(employee)
