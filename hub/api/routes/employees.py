"""Employees: who works here, and who reports to whom."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from contracts.company import EmployeeRegistered, ReportingChanged
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, KeyId, drawn
from hub.access.bearer import Bearer
from hub.access.rank import refuse_widening
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.employees import Colleague, Employee
from hub.api.queries import employees as asked
from hub.api.words import Body, Line
from hub.api.writing import Written, write
from hub.commands import OnSubject, States

router = APIRouter(tags=["employees"])
_SHOWN = ("company",)
Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))]


class EmployeeBody(Body):
    """Somebody who begins."""

    name: Line


class HeadBody(Body):
    """Whom they report to; None: nobody."""

    head_id: UUID | None


class Registered(BaseModel):
    """Somebody works here."""

    employee_id: UUID
    seq: int


def subject_of(employee: UUID) -> Subject:
    """Where an employee's history stands."""
    return Subject("employee", str(employee))


def refuse_gone(state: Any) -> None:
    """Nothing can be done with somebody who does not work here.

    Raises:
        NotFound: there is no such employee.
        Conflict: they left.
    """
    if state.employee_id is None:
        raise NotFound("there is no such employee")
    if state.left:
        raise Conflict("this employee has left")


@router.get("/colleagues", dependencies=[Depends(Allowed(Action.SEE_COLLEAGUES))])
async def list_colleagues(house: HouseOf) -> list[Colleague]:
    """Everybody who works here, by name: to whom a conversation can be given."""
    async with house.views.connect() as connection:
        found = await asked.everybody(connection)
    here = (one for one in found if not one.departed)
    return [Colleague(employee_id=one.employee_id, name=one.name) for one in here]


@router.get("/employees", dependencies=[Depends(Allowed(Action.KEEP_EMPLOYEES))])
async def list_employees(house: HouseOf) -> list[Employee]:
    """Everybody, those who left as well."""
    async with house.views.connect() as connection:
        return await asked.everybody(connection)


@router.get("/employees/{employee_id}", dependencies=[Depends(Allowed(Action.KEEP_EMPLOYEES))])
async def get_employee(house: HouseOf, employee_id: UUID) -> Employee:
    """One of them."""
    async with house.views.connect() as connection:
        found = await asked.employee(connection, employee_id)
    if found is None:
        raise NotFound("there is no such employee")
    return found


@router.post("/employees", status_code=201)
async def register_employee(house: HouseOf, bearer: Keeper, body: EmployeeBody) -> Registered:
    """Somebody begins."""
    id_ = EmployeeId(drawn())
    event = EmployeeRegistered(employee_id=id_, name=body.name)

    def decide(_: States) -> list[OnSubject]:
        return [(subject_of(id_), event)]

    subjects, key = [subject_of(id_)], KeyId(id_)
    written = await write(house, bearer, id_, subjects, decide, reads=_SHOWN, key=key)
    return Registered(employee_id=id_, seq=written.seq)


@router.put("/employees/{employee_id}/head")
async def set_head(house: HouseOf, bearer: Keeper, employee_id: UUID, body: HeadBody) -> Written:
    """Say whom they report to."""
    refuse_widening(bearer, body.head_id, [employee_id])
    async with house.views.connect() as connection:
        known = [one.employee_id for one in await asked.everybody(connection)]
    wanted = {employee_id, *known, *([body.head_id] if body.head_id else [])}

    def decide(states: States) -> list[OnSubject]:
        state = states[subject_of(employee_id)]
        refuse_gone(state)
        _refuse_head(states, employee_id, body.head_id)
        head = EmployeeId(body.head_id) if body.head_id else None
        event = ReportingChanged(employee_id=EmployeeId(employee_id), head_id=head)
        return [] if state.head_id == head else [(subject_of(employee_id), event)]

    subjects = [subject_of(id_) for id_ in sorted(wanted)]
    return await write(house, bearer, drawn(), subjects, decide, reads=_SHOWN)


def _refuse_head(states: States, employee: UUID, head: UUID | None) -> None:
    """Whoever leads must work here, and must not be led by whom they lead."""
    if head is None:
        return
    there = states[subject_of(head)]
    if there.employee_id is None or there.left:
        raise Invalid("nobody with this id works here", field="head_id")
    above: UUID | None = head
    for _ in states:
        if above == employee:
            raise Conflict("nobody can stand above themselves", field="head_id")
        above = states[subject_of(above)].head_id if above in _ids(states) else None


def _ids(states: States) -> set[UUID]:
    return {UUID(subject.id) for subject in states}
