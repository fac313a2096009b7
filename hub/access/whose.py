"""Whose it is: a token or a session becomes a bearer with the role that the log gives it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ARRAY, Uuid, any_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.access import Granted
from contracts.ids import EmployeeId
from hub.access.bearer import ADMINISTRATOR, Bearer
from hub.access.below import below
from hub.access.modules import Grants, Module, Scope, grants_of
from hub.access.roles import MANAGER, READY_MADE
from hub.house import House
from hub.projector.columns import view_of
from hub.questions import Question, said
from hub.views.read import rows_of
from projections.company import EMPLOYEES, ROLES

K = TypeVar("K")

_EMPLOYEE = "employee"
"""What stands on a token that acts in whatever role its employee has."""

_Staff = Mapping[EmployeeId, Mapping[str, Any]]

_employees, _roles = view_of(EMPLOYEES), view_of(ROLES)
_STAFF = Question(
    select(_employees, _roles.c.grants)
    .outerjoin(_roles, _roles.c.role == func.coalesce(_employees.c.role, MANAGER))
    .where(_employees.c.employee_id == any_(said("ids", ARRAY(Uuid))))
)
_GRANTED: TypeAdapter[tuple[Granted, ...]] = TypeAdapter(tuple[Granted, ...])


async def bearers(house: House, asked: Collection[str]) -> dict[str, Bearer]:
    """Whose tokens these are; those that open nothing are missing."""
    return await acting(house, await house.tokens.bearers(asked))


async def acting(house: House, bare: Mapping[K, Bearer]) -> dict[K, Bearer]:
    """The same bearers in their roles, with whom they reach; who has left is missing."""
    if all(one.role == ADMINISTRATOR and one.employee_id is None for one in bare.values()):
        return dict(bare)
    async with house.views.connect() as connection:
        ids = {one.employee_id for one in bare.values() if one.employee_id}
        staff = {row["employee_id"]: row for row in await _STAFF.asked(connection, ids=list(ids))}
        roles = {name: _role(one, staff) for name, one in bare.items() if _here(one, staff)}
        given = await _given(connection, {one.role for one in bare.values()}, staff.values())
        dressed = {
            name: replace(_named(bare[name], staff), role=role, grants=given.get(role, {}))
            for name, role in roles.items()
        }
        leads = {one.employee_id for one in dressed.values() if one.employee_id and _team(one)}
        theirs = await below(connection, leads)
    return {
        name: replace(one, reaches=theirs[one.employee_id]) if one.employee_id in theirs else one
        for name, one in dressed.items()
    }


def _named(bearer: Bearer, staff: _Staff) -> Bearer:
    """A token has a name of its own, a session its employee's."""
    row = _row(bearer, staff)
    return bearer if bearer.name or row is None else replace(bearer, name=row["name"] or "")


def _here(bearer: Bearer, staff: _Staff) -> bool:
    row = _row(bearer, staff)
    return row is None or not row["departed"]


def _role(bearer: Bearer, staff: _Staff) -> str:
    if bearer.role != _EMPLOYEE:
        return bearer.role
    row = _row(bearer, staff)
    return (row and row["role"]) or MANAGER


def _row(bearer: Bearer, staff: _Staff) -> Mapping[str, Any] | None:
    return staff.get(bearer.employee_id) if bearer.employee_id else None


async def _given(
    connection: AsyncConnection, tokens: Collection[str], staff: Collection[Mapping[str, Any]]
) -> dict[str, Grants]:
    """What roles give: as the company has set them, or as they are ready-made.

    Those of employees came with them; those that stand on `tokens` are asked for.
    """
    asked = set(tokens) - {ADMINISTRATOR, _EMPLOYEE}
    set_ = {row.role: row.grants for row in await rows_of(connection, ROLES, "role", asked)}
    for row in staff:
        role = row["role"] or MANAGER
        if row["grants"] is not None and role not in set_:
            set_[role] = _GRANTED.validate_python(row["grants"])
    ready = {name: role.grants for name, role in READY_MADE.items() if name != ADMINISTRATOR}
    return ready | {role: grants_of(grants) for role, grants in set_.items()}


def _team(bearer: Bearer) -> bool:
    return any(bearer.grant(module).scope is Scope.TEAM for module in Module)
