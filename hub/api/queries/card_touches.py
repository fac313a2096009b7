"""How a client came here: the touches of a card, and what those cost that were clicks."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.amounts import Amount, amount
from hub.api.models.touches import CardTouch, CardTouches, Touch
from hub.api.queries.carding import carded, found
from hub.api.queries.touches import ids_of
from hub.projector.columns import view_of
from projections.touches import TOUCHES

_touches = view_of(TOUCHES)
_MOST = 200

# The same rule as for the sources: a visitor's click is paid once, at the price of its day.
_COSTS = text("""
SELECT DISTINCT ON (t.who, t.one, t.campaign) t.touch_id, p.minor, p.currency
FROM (
    SELECT *, coalesce(visitor, touch_id::text) AS who, coalesce(click, touch_id::text) AS one
    FROM touches WHERE campaign IS NOT NULL AND touch_id = ANY(:touches)
) t
LEFT JOIN LATERAL (
    SELECT p.minor, p.currency FROM campaign_prices p
    WHERE p.campaign = t.campaign AND p.source IN (t.source, '')
        AND p.valid_from <= (t.at AT TIME ZONE 'UTC')::date
    ORDER BY p.source = '', p.valid_from DESC LIMIT 1
) p ON true
ORDER BY t.who, t.one, t.campaign, t.at, t.seq
""")


async def card_touches(connection: AsyncConnection, client: UUID) -> CardTouches:
    """The first one, and the last ones, the newest first."""
    query = carded(_touches).where(_touches.c.touch_id.in_(ids_of(client)))
    place = _touches.c.at, _touches.c.seq
    newest = query.order_by(*(column.desc() for column in place)).limit(_MOST)
    oldest = query.order_by(*place).limit(1)
    last = [Touch.model_validate(row) for row in await found(connection, newest)]
    first = [Touch.model_validate(row) for row in await found(connection, oldest)]
    costs = await _costs(connection, [touch.touch_id for touch in (*first, *last)])
    return CardTouches(
        first=next((_with(touch, costs) for touch in first), None),
        items=[_with(touch, costs) for touch in last],
    )


async def _costs(connection: AsyncConnection, touches: list[UUID]) -> dict[UUID, Amount]:
    rows = (await connection.execute(_COSTS, {"touches": touches})).mappings().all()
    return {
        row["touch_id"]: amount(int(row["minor"]), row["currency"])
        for row in rows
        if row["currency"] is not None
    }


def _with(touch: Touch, costs: dict[UUID, Amount]) -> CardTouch:
    return CardTouch(**touch.model_dump(), cost=costs.get(touch.touch_id))
