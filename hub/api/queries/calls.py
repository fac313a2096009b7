"""Which calls there were."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.inbound import Direction
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.api.models.calls import Call
from hub.api.paging import Page
from hub.api.queries.carding import by_identity, carded, found, newest, of_client
from hub.projector.columns import view_of
from hub.views.read import rows_of
from projections.calls import CALLS, CallRow

_calls = view_of(CALLS)


@dataclass(frozen=True, slots=True)
class CallFilters:
    """What the caller wants to see; None: anything."""

    missed: bool | None = None
    direction: Direction | None = None
    client: UUID | None = None


def _wanted(filters: CallFilters) -> Select[Any]:
    query = carded(_calls)
    if filters.missed is not None:
        query = query.where(_calls.c.missed == filters.missed)
    if filters.direction is not None:
        query = query.where(_calls.c.direction == filters.direction.value)
    if filters.client is None:
        return query
    return query.where(of_client(_calls.c.identity_id, filters.client))


async def calls(
    connection: AsyncConnection,
    bearer: Bearer,
    filters: CallFilters,
    limit: int,
    cursor: str | None,
) -> Page[Call]:
    """A page of those that the bearer reaches, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    reached = by_identity(bearer, Module.INBOX, _calls, known=False)
    page = await newest(connection, _wanted(filters), reached, _calls.c.seq, limit, cursor)
    return Page(items=[_shown(row) for row in page.items], next=page.next)


async def calls_named(connection: AsyncConnection, ids: Collection[UUID]) -> list[Call]:
    """These."""
    if not ids:
        return []
    rows = await found(connection, carded(_calls).where(_calls.c.call_id.in_(ids)))
    return [_shown(row) for row in rows]


async def call_row(connection: AsyncConnection, id_: UUID) -> CallRow | None:
    """One of them, with where its recording lies."""
    return next(iter(await rows_of(connection, CALLS, "call_id", [id_])), None)


def _shown(row: dict[str, Any]) -> Call:
    """Never the provider's URL: it may open the recording to whoever has it."""
    here, failed = row["blob"] is not None, row["failed"]
    return Call(
        **row
        | {
            "extension": row["answered_by"] or row["extension"],
            "recording": here,
            "recording_pending": row["recording"] and not here and not failed,
            "recording_failed": failed,
        }
    )
