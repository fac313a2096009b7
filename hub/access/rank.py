"""Rank: nobody gives away, or takes away, more than they have themselves."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.errors import Forbidden
from hub.access.bearer import Bearer
from hub.access.modules import Level, Module, Scope, covers
from hub.access.roles import MANAGER
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
