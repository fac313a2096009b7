"""What is parked: the inbounds that wait for a person, the one that waits longest first."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.capture import Standing
from contracts.errors import NotFound
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.parked import PARKED, ParkedRow

OPEN = (Standing.WAITING, Standing.REQUESTED)


async def parked_inbounds(
    connection: AsyncConnection,
    standing: Sequence[Standing] = OPEN,
    after: int = 0,
    limit: int | None = None,
) -> list[ParkedRow]:
    """Those that stand so, behind a position of INBOUND, oldest first."""
    view = view_of(PARKED)
    query = select(view).where(view.c.standing.in_(list(standing)), view.c.inbound > after)
    return await rows(connection, PARKED, query.order_by(view.c.inbound).limit(limit))


async def parked_inbound(connection: AsyncConnection, inbound: int) -> ParkedRow:
    """One of them, however it stands now.

    Raises:
        NotFound: it was never parked.
    """
    found = await rows_of(connection, PARKED, "inbound", [inbound])
    if not found:
        raise NotFound(f"no inbound was parked at {inbound}")
    return found[0]
