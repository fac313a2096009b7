"""Rank: nobody gives away, or takes away, more than they have themselves."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.errors import Conflict, Forbidden
from hub.access.bearer import ADMINISTRATOR, Bearer
from hub.access.modules import Level, Module, Scope, covers
from hub.access.roles import MANAGER
from hub.projector.columns import view_of
from hub.views.read import rows_of
from projections.company import EMPLOYEES

_WIDER = {scope: rank for rank, scope in enumerate(Scope)}


class _Given(Protocol):
    @property
    def level(self) -> Level: ...

    @property
    def scope(self) -> Scope: ...


def refuse_higher(bearer: Bearer, grants: Mapping[Module, _Given]) -> None:
    """Nothing, where the bearer has all of this.

    Raises:
        Forbidden: they have not.
    """
    for module, wanted in grants.items():
        if wanted.level is Level.NONE:
            continue
        own = bearer.grant(module)
        if not covers(own.level, wanted.level) or _WIDER[own.scope] < _WIDER[wanted.scope]:
            raise Forbidden(f"in {module} this role gives more than yours")


async def role_of(connection: AsyncConnection, employee: UUID) -> str:
    """The role that an employee acts in."""
    found = await rows_of(connection, EMPLOYEES, "employee_id", [employee])
    return (found and found[0].role) or MANAGER


async def refuse_last(connection: AsyncConnection, employee: UUID) -> None:
    """Nothing, where somebody else who works here is an administrator as well.

    Raises:
        Conflict: without this one nobody could let anybody in again, but at the machine itself.
    """
    view = view_of(EMPLOYEES)
    keeps = select(view.c.employee_id).where(view.c.role == ADMINISTRATOR, ~view.c.departed)
    if set(await connection.scalars(keeps)) == {employee}:
        raise Conflict("this is the last administrator: make somebody else one first")


def refuse_widening(bearer: Bearer, head: UUID | None, below: Collection[UUID]) -> None:
    """Nothing, where nobody comes below the bearer who does not stand there already.

    Raises:
        Forbidden: what somebody else holds would come into the bearer's reach, by their own word.
    """
    if head in bearer.reaches and not bearer.reaches.issuperset(below):
        raise Forbidden("you reach what those below you hold, and so put nobody there yourself")
