"""Which leads there are, what was filled in for one, and whose turn it is."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.api.models.sales import Lead, LeadCard, LeadStatus, Rotation, Submission
from hub.api.paging import Page
from hub.api.queries.carding import by_identity, carded, found, newest, of_client
from hub.api.queries.touches import touches_of
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.company import ROTATIONS
from projections.leads import LEADS, SUBMISSIONS

_leads, _submissions = view_of(LEADS), view_of(SUBMISSIONS)

Whose = UUID | Literal["none"] | None
"""An employee, nobody, or whoever."""


@dataclass(frozen=True, slots=True)
class LeadFilters:
    """What the caller wants to see; None: anything."""

    status: LeadStatus | None = None
    assignee: Whose = None
    client: UUID | None = None


def _wanted(filters: LeadFilters) -> Select[Any]:
    query = carded(_leads)
    if filters.status is not None:
        query = query.where(_leads.c.status == filters.status.value)
    if filters.assignee is not None:
        nobody = filters.assignee == "none"
        holder = _leads.c.assignee_id
        query = query.where(holder.is_(None) if nobody else holder == filters.assignee)
    if filters.client is None:
        return query
    return query.where(of_client(_leads.c.identity_id, filters.client))


async def leads(
    connection: AsyncConnection,
    bearer: Bearer,
    filters: LeadFilters,
    limit: int,
    cursor: str | None,
) -> Page[Lead]:
    """A page of those that the bearer reaches, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    reached = by_identity(bearer, Module.DEALS, _leads, known=True)
    page = await newest(connection, _wanted(filters), reached, _leads.c.opened_seq, limit, cursor)
    return Page(items=[Lead.model_validate(row) for row in page.items], next=page.next)


async def lead(connection: AsyncConnection, id_: UUID) -> LeadCard | None:
    """One of them, opened."""
    row = next(iter(await found(connection, carded(_leads).where(_leads.c.lead_id == id_))), None)
    if row is None:
        return None
    client = row["client_id"]
    touches = await touches_of(connection, client, row["opened_at"]) if client else []
    return LeadCard(**row, submissions=await _filled_in(connection, id_), touches=touches)


async def _filled_in(connection: AsyncConnection, lead_id: UUID) -> list[Submission]:
    theirs = select(_submissions).where(_submissions.c.lead_id == lead_id)
    filled = await rows(connection, SUBMISSIONS, theirs.order_by(_submissions.c.inbound))
    return [Submission.model_validate(row, from_attributes=True) for row in filled]


async def rotation(connection: AsyncConnection, name: str) -> Rotation | None:
    """Who takes new leads, if anybody said."""
    named = await rows_of(connection, ROTATIONS, "name", [name])
    return Rotation.model_validate(named[0], from_attributes=True) if named else None
