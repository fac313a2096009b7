"""The roles there are: the ready-made ones, as the company has changed them, and its own."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.modules import grants_of
from hub.access.roles import READY_MADE, Role
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.company import ROLES


async def known_roles(connection: AsyncConnection) -> dict[str, Role]:
    """Every role, by its name on the wire; the ready-made ones first."""
    said = await rows(connection, ROLES, select(view_of(ROLES)))
    changed = {
        row.role: Role(row.role, row.title, grants_of(row.grants), row.role in READY_MADE)
        for row in sorted(said, key=lambda row: row.role)
    }
    return {**READY_MADE, **changed}
