"""Which recordings are at the provider and not yet with us."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, Uuid, all_, literal, select

from contracts.ids import CallId
from hub.house import House
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.calls import CALLS, CallRow

MOST = 50


async def wanted(house: House, waiting: Sequence[CallId]) -> list[CallRow]:
    """Calls whose recording is to be fetched, oldest first, but for those that wait."""
    view = view_of(CALLS)
    query = (
        select(view)
        .where(view.c.recording_url.is_not(None), view.c.blob.is_(None), view.c.failed.is_(None))
        .where(view.c.call_id != all_(literal(list(waiting), ARRAY(Uuid))))
        .order_by(view.c.seq)
        .limit(MOST)
    )
    async with house.views.connect() as connection:
        return await rows(connection, CALLS, query)
