"""Addresses of employees: there they are told, and what comes from there is never a lead."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from contracts.company import EmployeeBound, EmployeeUnbound
from contracts.errors import Conflict, Invalid, NotFound
from contracts.ids import EmployeeId, KeyId, drawn
from contracts.inbound import Address, AddressKind
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.queries.employees import holder
from hub.api.routes.employees import refuse_gone, subject_of
from hub.api.words import Body, Line
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain.identity import identity_of

router = APIRouter(prefix="/employees/{employee_id}/addresses", tags=["employees"])
_SHOWN = ("company",)
Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))]


class AddressBody(Body):
    """An address, in any spelling."""

    kind: AddressKind
    value: Line


class Bound(BaseModel):
    """The address is theirs; `digest` names it."""

    digest: str
    seq: int


@router.post("", status_code=201)
async def bind_address(
    house: HouseOf, bearer: Keeper, employee_id: UUID, body: AddressBody
) -> Bound:
    """Say that an address is an employee's."""
    address = Address(kind=body.kind, value=body.value)
    identity = identity_of(address, house.secret.digest, house.settings.phone_region)
    if identity is None:
        raise Invalid(f"this is no address of the kind {body.kind}", field="value")
    subject, digest = subject_of(employee_id), str(identity.id)
    async with house.views.connect() as connection:
        whose = await holder(connection, digest)
    if whose not in {None, employee_id}:
        raise Conflict("this address is another employee's", field="value")
    id_ = EmployeeId(employee_id)
    event = EmployeeBound(employee_id=id_, kind=body.kind, value=identity.value, digest=digest)

    def decide(states: States) -> list[OnSubject]:
        refuse_gone(states[subject])
        return [] if digest in states[subject].addresses else [(subject, event)]

    key = KeyId(employee_id)
    written = await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN, key=key)
    return Bound(digest=digest, seq=written.seq)


@router.delete("/{digest}")
async def unbind_address(
    house: HouseOf,
    bearer: Keeper,
    employee_id: UUID,
    digest: Annotated[str, Path(pattern="^[0-9a-f-]{36}$")],
) -> Written:
    """An address is no longer an employee's."""
    subject = subject_of(employee_id)
    event = EmployeeUnbound(employee_id=EmployeeId(employee_id), digest=digest)

    def decide(states: States) -> list[OnSubject]:
        if digest not in states[subject].addresses:
            raise NotFound("this employee has no such address")
        return [(subject, event)]

    return await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN)
