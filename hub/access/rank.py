"""Rank: nobody gives away, or takes away, more than they have themselves."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.errors import Conflict, Forbidden
from hub.access.bearer import ADMINISTRATOR, Bearer
from hub.access.modules import Level, Module, Scope, covers
from hub.access.roles import MANAGER
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.projector.bulk import own_connection
from hub.projector.columns import view_of
from hub.views.read import rows_of
from projections.company import EMPLOYEES

_ALONE = "SELECT pg_advisory_xact_lock(81715)"
_PATIENCE_SECONDS = 5.0
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


@asynccontextmanager
async def another_stays(house: House, employee: UUID) -> AsyncIterator[None]:
    """Within the block an administrator may lose the role, or leave: somebody else keeps it.

    Two who do it to each other at once do it one after the other: the second sees what the first
    has done. Of who is none, nothing is asked.

    Raises:
        Conflict: without this one nobody could let anybody in again, but at the machine itself.
        Transient: the views are too far behind to know.
    """
    async with house.views.connect() as connection:
        is_one = await role_of(connection, employee) == ADMINISTRATOR
    if not is_one:
        yield
        return
    # Not one of the pool's: those who wait for the lock would leave none to who has it.
    async with own_connection(house.views) as alone, alone.driver.transaction():
        await alone.driver.execute(_ALONE)  # and no view: its reader holds up its successor
        await _refuse_last(house, employee)
        yield


async def _refuse_last(house: House, employee: UUID) -> None:
    head = await last_seq(house.nc, EVENTS)
    await house.progress.reached(["company"], head, seconds=_PATIENCE_SECONDS)
    view = view_of(EMPLOYEES)
    keeps = select(view.c.employee_id).where(view.c.role == ADMINISTRATOR, ~view.c.departed)
    async with house.views.connect() as connection:
        administrators = set(await connection.scalars(keeps))
    if administrators == {employee}:
        raise Conflict("this is the last administrator: make somebody else one first")


def refuse_widening(bearer: Bearer, head: UUID | None, below: Collection[UUID]) -> None:
    """Nothing, where nobody comes below the bearer who does not stand there already.

    Raises:
        Forbidden: what somebody else holds would come into the bearer's reach, by their own word.
    """
    if head in bearer.reaches and not bearer.reaches.issuperset(below):
        raise Forbidden("you reach what those below you hold, and so put nobody there yourself")
