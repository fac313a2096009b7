"""Which pipelines are in force: those that were set, and the shipped one until then."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.sales import Pipeline
from hub.domain.pipeline import SHIPPED
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.pipelines import PIPELINES


async def pipelines(connection: AsyncConnection) -> list[Pipeline]:
    """All of them, by name."""
    named = {row.name: row for row in await rows(connection, PIPELINES, select(view_of(PIPELINES)))}
    there = {SHIPPED.name: SHIPPED} | named
    return [Pipeline.model_validate(there[name], from_attributes=True) for name in sorted(there)]


async def pipeline(connection: AsyncConnection, name: str) -> Pipeline | None:
    """One of them."""
    return next((one for one in await pipelines(connection) if one.name == name), None)
