"""Where clients came from: what came of leads, by the touch they are credited to, and its cost.

A click is a touch with a campaign, counted once for a visitor's click id; it costs what the price
says that was valid on its day (UTC): that of its source, or the one for every source.
"""

from collections import Counter, defaultdict
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import within_text
from hub.api.amounts import Amount, amount
from hub.api.models.sources import Group, SourceRow, Sources
from hub.api.queries.attribution import CREDITED, OWNED, Model
from hub.api.queries.period import Period, within

_LEADS_BY = {
    Group.SOURCE: "coalesce(c.source, l.channel)",
    Group.CAMPAIGN: "c.campaign",
    Group.MEDIUM: "coalesce(c.medium, 'none')",
}
_CLICKS_BY = {Group.SOURCE: "t.source", Group.CAMPAIGN: "t.campaign", Group.MEDIUM: "t.medium"}

# Every piece is the code's own; what the caller says is bound.
_CREDITS = """
WITH {owned}, {credited}, lead AS (
    SELECT l.lead_id, l.status, {by} AS key
    FROM leads l LEFT JOIN credited c ON c.lead_id = l.lead_id WHERE {within}
)
SELECT key, count(*) AS leads,
    count(*) FILTER (WHERE status = 'qualified') AS qualified,
    count(*) FILTER (WHERE status = 'rejected') AS rejected,
    count(*) FILTER (WHERE status = 'open') AS open
FROM lead GROUP BY key
"""

_WON = """
WITH {owned}, {credited}
SELECT {by} AS key, d.currency, count(*) AS won, sum(d.price_minor) AS minor
FROM leads l
LEFT JOIN credited c ON c.lead_id = l.lead_id
JOIN deals d ON d.lead_id = l.lead_id AND d.status = 'won'
WHERE {within} GROUP BY 1, 2
"""

_CLICKS = """
WITH click AS (
    SELECT DISTINCT ON (who, one, campaign) source, medium, campaign, at, identity_id
    FROM (
        SELECT *, coalesce(visitor, touch_id::text) AS who, coalesce(click, touch_id::text) AS one
        FROM touches WHERE campaign IS NOT NULL
    ) touch
    ORDER BY who, one, campaign, at, seq
)
SELECT {by} AS key, p.currency, count(*) AS clicks, sum(p.minor) AS minor
FROM click t LEFT JOIN LATERAL (
    SELECT p.minor, p.currency FROM campaign_prices p
    WHERE p.campaign = t.campaign AND p.source IN (t.source, '')
        AND p.valid_from <= (t.at AT TIME ZONE 'UTC')::date
    ORDER BY p.source = '', p.valid_from DESC LIMIT 1
) p ON true
WHERE {within} GROUP BY 1, 2
"""


async def sources(
    connection: AsyncConnection, bearer: Bearer, period: Period, model: Model, group: Group
) -> Sources:
    """A row for each source, campaign or medium that had leads or clicks, the most leads first.

    Counted are leads, and touches, whose card the bearer reaches.
    """
    leads_by = {"by": _LEADS_BY[group], "owned": OWNED, "credited": CREDITED[model]}
    opened = f"{within('l.opened_at')} AND {_reached(bearer, 'l.identity_id')}"
    clicked = f"{within('t.at')} AND {_reached(bearer, 't.identity_id')}"
    credits_ = _CREDITS.format(**leads_by, within=opened)
    won = _WON.format(**leads_by, within=opened)
    clicks = _CLICKS.format(by=_CLICKS_BY[group], within=clicked)
    found = [
        (await connection.execute(text(sql), period.bound)).mappings().all()
        for sql in (credits_, won, clicks)
    ]
    rows = _rows(*found)
    return Sources(model=model, group=group, since=period.since, until=period.until, rows=rows)


def _reached(bearer: Bearer, column: str) -> str:
    return within_text(bearer, Module.MARKETING, column)


def _rows(credits_: Any, won: Any, clicks: Any) -> list[SourceRow]:
    counted = {row["key"]: row for row in credits_}
    wins, amounts = _summed(won, "won")
    clicked, costs = _summed(clicks, "clicks")
    keys = counted.keys() | wins.keys() | clicked.keys()
    rows = [
        _row(key, counted.get(key), (wins[key], amounts[key]), (clicked[key], costs[key]))
        for key in keys
    ]
    return sorted(rows, key=lambda row: (-row.leads, -row.clicks, row.key or ""))


Sums = dict[str, int]
"""Minor units by currency."""


def _summed(rows: Any, count: str) -> tuple[Counter[str | None], dict[str | None, Sums]]:
    """How many, and how much in each currency; what has no price counts, and adds nothing."""
    counts: Counter[str | None] = Counter()
    sums: dict[str | None, Sums] = defaultdict(dict)
    for row in rows:
        counts[row["key"]] += row[count]
        if row["currency"] is not None:
            sums[row["key"]][row["currency"]] = int(row["minor"])
    return counts, sums


_NO_LEADS = dict.fromkeys(("leads", "qualified", "rejected", "open"), 0)


def _row(
    key: str | None, counted: Any, won: tuple[int, Sums], clicked: tuple[int, Sums]
) -> SourceRow:
    leads, (wins, amounts), (clicks, costs) = dict(counted or _NO_LEADS), won, clicked
    return SourceRow(
        **leads | {"key": key},
        won=wins,
        won_amount=_shown(amounts),
        clicks=clicks,
        cost=_shown(costs),
        cost_per_lead=_shown(shared(costs, leads["leads"])),
        cost_per_won=_shown(shared(costs, wins)),
    )


def shared(sums: Sums, among: int) -> Sums:
    """What falls to each, rounded to the minor unit (half to even); nothing to nobody."""
    if not among:
        return {}
    return {
        currency: int((Decimal(minor) / among).quantize(Decimal(1), ROUND_HALF_EVEN))
        for currency, minor in sums.items()
    }


def _shown(sums: Sums) -> list[Amount]:
    return [amount(minor, currency) for currency, minor in sorted(sums.items())]
