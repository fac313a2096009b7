"""Touches: those of a card, and all of them, to trace a credit to its event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.api.models.touches import Touch
from hub.api.paging import Page
from hub.api.queries.carding import by_identity, carded, found, identities_of, newest
from hub.projector.columns import view_of
from projections.touches import TOUCHED, TOUCHES

_touches, _touched = view_of(TOUCHES), view_of(TOUCHED)


@dataclass(frozen=True, slots=True)
class TouchFilters:
    """What the caller wants to see; None: anything."""

    source: str | None = None
    medium: str | None = None
    campaign: str | None = None


def ids_of(client: UUID) -> CompoundSelect[Any]:
    """A card's touches: of its identities, and of the same browsers where they are nobody's."""
    identities = _touched.c.identity_id.in_(identities_of(client))
    theirs = select(_touched.c.touch_id).where(identities)
    browsers = select(_touches.c.visitor).where(_touches.c.touch_id.in_(theirs))
    nobodys = select(_touches.c.touch_id).where(
        _touches.c.visitor.in_(browsers), _touches.c.identity_id.is_(None)
    )
    return union_all(theirs, nobodys)


async def touches_of(connection: AsyncConnection, client: UUID, until: datetime) -> list[Touch]:
    """Those of a card up to a time, the first first."""
    query = carded(_touches).where(_touches.c.touch_id.in_(ids_of(client)), _touches.c.at <= until)
    rows = await found(connection, query.order_by(_touches.c.at, _touches.c.seq))
    return [Touch.model_validate(row) for row in rows]


async def touches(
    connection: AsyncConnection,
    bearer: Bearer,
    filters: TouchFilters,
    limit: int,
    cursor: str | None,
) -> Page[Touch]:
    """A page of those that the bearer reaches, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    reached = by_identity(bearer, Module.MARKETING, _touches, known=False)
    query = carded(_touches)
    for column in ("source", "medium", "campaign"):
        wanted = getattr(filters, column)
        query = query if wanted is None else query.where(_touches.c[column] == wanted)
    page = await newest(connection, query, reached, _touches.c.seq, limit, cursor)
    return Page(items=[Touch.model_validate(row) for row in page.items], next=page.next)


async def touches_named(connection: AsyncConnection, ids: list[UUID]) -> list[Touch]:
    """These."""
    if not ids:
        return []
    rows = await found(connection, carded(_touches).where(_touches.c.touch_id.in_(ids)))
    return [Touch.model_validate(row) for row in rows]
