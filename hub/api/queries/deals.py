"""Which deals there are, and the way of one through the stages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.api.amounts import amount_or_none
from hub.api.models.sales import Deal, DealCard, DealStatus, Visit
from hub.api.paging import Page
from hub.api.queries.carding import by_identity, carded, found, newest, of_client
from hub.api.queries.leads import Whose
from hub.projector.columns import view_of
from projections.deals import DEALS, VISITS

_deals, _visits = view_of(DEALS), view_of(VISITS)


@dataclass(frozen=True, slots=True)
class DealFilters:
    """What the caller wants to see; None: anything."""

    status: DealStatus | None = None
    owner: Whose = None
    client: UUID | None = None
    pipeline: str | None = None
    stage: str | None = None


def _wanted(filters: DealFilters) -> Select[Any]:
    query = carded(_deals)
    if filters.status is not None:
        query = query.where(_deals.c.status == filters.status.value)
    if filters.owner is not None:
        nobody, holder = filters.owner == "none", _deals.c.owner_id
        query = query.where(holder.is_(None) if nobody else holder == filters.owner)
    if filters.pipeline is not None:
        query = query.where(_deals.c.pipeline == filters.pipeline)
    if filters.stage is not None:
        query = query.where(_deals.c.stage == filters.stage)
    if filters.client is None:
        return query
    return query.where(of_client(_deals.c.identity_id, filters.client))


async def deals(
    connection: AsyncConnection,
    bearer: Bearer,
    filters: DealFilters,
    limit: int,
    cursor: str | None,
) -> Page[Deal]:
    """A page of those that the bearer reaches, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    reached = by_identity(bearer, Module.DEALS, _deals, known=True)
    page = await newest(connection, _wanted(filters), reached, _deals.c.opened_seq, limit, cursor)
    return Page(items=[Deal(**_priced(row)) for row in page.items], next=page.next)


async def deal(connection: AsyncConnection, id_: UUID) -> DealCard | None:
    """One of them, with its stays in stages, the first first."""
    row = next(iter(await found(connection, carded(_deals).where(_deals.c.deal_id == id_))), None)
    if row is None:
        return None
    way = select(_visits).where(_visits.c.deal_id == id_).order_by(_visits.c.visit)
    visits = [Visit.model_validate(one) for one in await found(connection, way)]
    return DealCard(**_priced(row), visits=visits)


def _priced(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"price": amount_or_none(row["price_minor"], row["currency"])}
