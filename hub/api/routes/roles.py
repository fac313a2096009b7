"""Roles: what each gives, and who acts in which."""

from contextlib import nullcontext
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path

from contracts.access import Granted, RoleGiven, RoleSet
from contracts.errors import Forbidden, Invalid
from contracts.event import Subject
from contracts.ids import EmployeeId, drawn
from hub.access.bearer import ADMINISTRATOR, Bearer
from hub.access.known_roles import known_roles
from hub.access.modules import Level, Module, Scope
from hub.access.rank import another_stays, refuse_higher, role_of
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.models.access import GrantShown, RoleShown, RolesShown
from hub.api.routes.employees import refuse_gone, subject_of
from hub.api.words import Body, Line
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.house import House
from hub.signin.opening import end_sessions

router = APIRouter(tags=["access"])
_SHOWN = ("company",)
RoleName = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,62}$")]


class GrantBody(Body):
    """What the role gives in one module."""

    level: Level
    scope: Scope = Scope.OWN


class RoleBody(Body):
    """The role, whole: a module that is not named gives nothing."""

    title: Line
    grants: dict[Module, GrantBody]


class RoleOfBody(Body):
    """The role that somebody acts in."""

    role: Line


@router.get("/roles", dependencies=[Depends(Allowed(Action.SEE_COLLEAGUES))])
async def list_roles(house: HouseOf) -> RolesShown:
    """Every role, and what it gives."""
    async with house.views.connect() as connection:
        found = await known_roles(connection)
    return RolesShown(
        items=[
            RoleShown(
                role=one.role,
                title=one.title,
                ready_made=one.ready_made,
                grants={m: GrantShown.model_validate(g) for m, g in one.grants.items()},
            )
            for one in found.values()
        ]
    )


@router.put("/roles/{role}")
async def set_role(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.KEEP_ROLES))],
    role: RoleName,
    body: RoleBody,
) -> Written:
    """Say what a role gives, to everybody who acts in it, at once."""
    if role == ADMINISTRATOR:
        raise Forbidden("what an administrator may cannot be changed")
    granted = tuple(
        Granted(module=module, level=said.level, scope=said.scope)
        for module, said in sorted(body.grants.items())
    )
    await _refuse_own(house, bearer, role)
    refuse_higher(bearer, {one.module: one for one in granted})
    subject = Subject("role", role)
    event = RoleSet(role=role, title=body.title, grants=granted)
    return await write(
        house, bearer, drawn(), [subject], lambda _: [(subject, event)], reads=_SHOWN
    )


async def _refuse_own(house: House, bearer: Bearer, role: str) -> None:
    """Taking from a role what the bearer has not got would be deciding above them as well."""
    async with house.views.connect() as connection:
        known = (await known_roles(connection)).get(role)
    if known:
        refuse_higher(bearer, known.grants)


@router.put("/employees/{employee_id}/role")
async def give_role(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.KEEP_ROLES))],
    employee_id: UUID,
    body: RoleOfBody,
) -> Written:
    """Say in which role an employee acts, from now on."""
    await _refuse_roles(house, bearer, employee_id, body.role)
    subject = subject_of(employee_id)
    event = RoleGiven(employee_id=EmployeeId(employee_id), role=body.role)

    def decide(states: States) -> list[OnSubject]:
        refuse_gone(states[subject])
        return [] if states[subject].role == body.role else [(subject, event)]

    async with nullcontext() if body.role == ADMINISTRATOR else another_stays(house, employee_id):
        written = await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN)
    await end_sessions(house, actor(bearer), EmployeeId(employee_id))
    return written


async def _refuse_roles(house: House, bearer: Bearer, employee: UUID, role: str) -> None:
    """Neither the role they get nor the one they have may be above the bearer's."""
    async with house.views.connect() as connection:
        known = await known_roles(connection)
        has = await role_of(connection, employee)
    if role not in known:
        raise Invalid("there is no such role", field="role")
    for one in (known[role], known.get(has)):
        if one is not None:
            refuse_higher(bearer, one.grants)
