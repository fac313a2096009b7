"""Whose it is: a token or a session becomes a bearer with the role that the log gives it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import EmployeeId
from hub.access.bearer import ADMINISTRATOR, Bearer
from hub.access.below import below
from hub.access.modules import Grants, Module, Scope, grants_of
from hub.access.roles import MANAGER, READY_MADE
from hub.house import House
from hub.views.read import rows_of
from projections.company import EMPLOYEES, ROLES, EmployeeRow

K = TypeVar("K")

_EMPLOYEE = "employee"
"""What stands on a token that acts in whatever role its employee has."""


async def bearer_of(
    house: House, employee_id: EmployeeId, *, name: str, token_id: UUID
) -> Bearer | None:
    """Who an employee is who has signed in; None: they work here no more."""
    found = await acting(house, {0: Bearer(token_id, name, _EMPLOYEE, employee_id)})
    return found.get(0)


async def bearers(house: House, asked: Collection[str]) -> dict[str, Bearer]:
    """Whose tokens these are; those that open nothing are missing."""
    return await acting(house, await house.tokens.bearers(asked))


async def acting(house: House, bare: Mapping[K, Bearer]) -> dict[K, Bearer]:
    """The same bearers in their roles, with whom they reach; who has left is missing."""
    if all(one.role == ADMINISTRATOR and one.employee_id is None for one in bare.values()):
        return dict(bare)
    async with house.views.connect() as connection:
        ids = {one.employee_id for one in bare.values() if one.employee_id}
        employees = {
            e.employee_id: e for e in await rows_of(connection, EMPLOYEES, "employee_id", ids)
        }
        roles = {name: _role(one, employees) for name, one in bare.items() if _here(one, employees)}
        grants = await _grants(connection, roles.values())
        dressed = {
            name: replace(_named(bare[name], employees), role=role, grants=grants.get(role, {}))
            for name, role in roles.items()
        }
        leads = {one.employee_id for one in dressed.values() if one.employee_id and _team(one)}
        theirs = await below(connection, leads)
    return {
        name: replace(one, reaches=theirs[one.employee_id]) if one.employee_id in theirs else one
        for name, one in dressed.items()
    }


def _named(bearer: Bearer, employees: Mapping[EmployeeId, EmployeeRow]) -> Bearer:
    """A token has a name of its own, a session its employee's."""
    row = employees.get(bearer.employee_id) if bearer.employee_id else None
    return bearer if bearer.name or row is None else replace(bearer, name=row.name or "")


def _here(bearer: Bearer, employees: Mapping[EmployeeId, EmployeeRow]) -> bool:
    row = employees.get(bearer.employee_id) if bearer.employee_id else None
    return row is None or not row.departed


def _role(bearer: Bearer, employees: Mapping[EmployeeId, EmployeeRow]) -> str:
    if bearer.role != _EMPLOYEE:
        return bearer.role
    row = employees.get(bearer.employee_id) if bearer.employee_id else None
    return (row and row.role) or MANAGER


async def _grants(connection: AsyncConnection, roles: Iterable[str]) -> dict[str, Grants]:
    """What these roles give: as the company has set them, or as they are ready-made."""
    wanted = set(roles) - {ADMINISTRATOR}
    found = await rows_of(connection, ROLES, "role", wanted)
    ready = {name: READY_MADE[name].grants for name in wanted if name in READY_MADE}
    return ready | {row.role: grants_of(row.grants) for row in found}


def _team(bearer: Bearer) -> bool:
    return any(bearer.grant(module).scope is Scope.TEAM for module in Module)
