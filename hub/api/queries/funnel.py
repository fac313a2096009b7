"""The funnel: how stays in stages began and ended, and what became of leads.

Numbers are of stays and leads that began in the period, as they stand now. Days are UTC.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import within_text
from hub.api.models.funnel import By, Funnel, FunnelGroup, LeadNumbers, StageNumbers
from hub.api.models.sales import Pipeline
from hub.api.queries.attribution import CREDITED, OWNED
from hub.api.queries.period import Period, within

_STAYS_BY = {
    By.STAGE: "NULL",
    By.DAY: "to_char(v.entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    By.SOURCE: "coalesce(c.source, l.channel, d.channel)",
    By.CHANNEL: "coalesce(d.channel, l.channel)",
    By.MANAGER: "d.owner_id::text",
}
_LEADS_BY = {
    By.STAGE: "NULL",
    By.DAY: "to_char(l.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    By.SOURCE: "coalesce(c.source, l.channel)",
    By.CHANNEL: "l.channel",
    By.MANAGER: "l.assignee_id::text",
}

# Every piece is the code's own; what the caller says is bound.
_STAYS = """
WITH {credited}, stay AS (
    SELECT {by} AS key, v.*, d.status,
        extract(epoch FROM v.left_at - v.entered_at)::float8 AS seconds,
        array_position(CAST(:stages AS text[]), v.to_stage)
            > array_position(CAST(:stages AS text[]), v.stage) AS onwards
    FROM visits v
    JOIN deals d ON d.deal_id = v.deal_id
    LEFT JOIN leads l ON l.lead_id = d.lead_id
    LEFT JOIN credited c ON c.lead_id = d.lead_id
    WHERE d.pipeline = :pipeline AND {within}
)
SELECT key, stage,
    count(*) AS entered,
    count(*) FILTER (WHERE outcome IS NOT NULL) AS left,
    count(*) FILTER (WHERE outcome = 'moved' AND onwards) AS forward,
    count(*) FILTER (WHERE outcome = 'moved' AND onwards IS NOT TRUE) AS back,
    count(*) FILTER (WHERE outcome = 'won') AS won,
    count(*) FILTER (WHERE outcome = 'lost') AS lost,
    count(*) FILTER (WHERE outcome IS NULL) AS inside,
    count(DISTINCT deal_id) AS deals,
    count(DISTINCT deal_id) FILTER (WHERE onwards OR outcome = 'won') AS deals_on,
    count(DISTINCT deal_id) FILTER (WHERE status = 'won') AS deals_won,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median_seconds,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90_seconds,
    avg(seconds) AS mean_seconds
FROM stay GROUP BY key, stage
"""

_LEADS = """
WITH {credited}
SELECT {by} AS key,
    count(*) AS opened,
    count(*) FILTER (WHERE l.status = 'open') AS open,
    count(*) FILTER (WHERE l.status = 'qualified') AS qualified,
    count(*) FILTER (WHERE l.status = 'rejected') AS rejected
FROM leads l
LEFT JOIN credited c ON c.lead_id = l.lead_id
WHERE {within} GROUP BY 1
"""

_CREDITED = f"{OWNED}, {CREDITED['last']}"
_NOBODYS = "credited AS (SELECT NULL::uuid AS lead_id, NULL AS source)"
"""Where nobody asks for the source, it is not looked for."""


def _asked(sql: str, by: By, key: str, began: str, reached: str) -> str:
    credited = _CREDITED if by is By.SOURCE else _NOBODYS
    return sql.format(by=key, credited=credited, within=f"{within(began)} AND {reached}")


async def funnel(
    connection: AsyncConnection, bearer: Bearer, pipeline: Pipeline, period: Period, by: By
) -> Funnel:
    """The funnel of a pipeline: one, or one for each; of deals and leads that are in reach."""
    of_deal = within_text(bearer, Module.DEALS, "d.identity_id")
    of_lead = within_text(bearer, Module.DEALS, "l.identity_id")
    titles = {stage.name: stage.title for stage in pipeline.stages}
    said = {**period.bound, "pipeline": pipeline.name, "stages": list(titles)}
    stays = text(_asked(_STAYS, by, _STAYS_BY[by], "v.entered_at", of_deal))
    leads = text(_asked(_LEADS, by, _LEADS_BY[by], "l.opened_at", of_lead))
    stayed = (await connection.execute(stays, said)).mappings().all()
    came = (await connection.execute(leads, period.bound)).mappings().all()
    numbers = {row["key"]: _of_leads(row) for row in came}
    keys = {row["key"] for row in stayed} | set(numbers) | ({None} if by is By.STAGE else set())
    groups = [
        FunnelGroup(
            key=key,
            leads=numbers.get(key, LeadNumbers()),
            stages=_stages([row for row in stayed if row["key"] == key], titles),
        )
        for key in sorted(keys, key=lambda one: (one is None, one))
    ]
    return Funnel(
        pipeline=pipeline.name, by=by, since=period.since, until=period.until, groups=groups
    )


def _of_leads(row: Any) -> LeadNumbers:
    return LeadNumbers(**row, to_qualified=_share(row["qualified"], row["opened"]))


def _stages(rows: Sequence[Any], titles: dict[str, str]) -> list[StageNumbers]:
    """Every stage of the pipeline in its order, then those that it no longer has."""
    there = {row["stage"]: row for row in rows}
    gone = sorted(there.keys() - titles.keys())
    return [_stage(name, titles.get(name), there.get(name)) for name in [*titles, *gone]]


_COUNTS = ("entered", "left", "forward", "back", "won", "lost", "inside")
_DEALS = ("deals", "deals_on", "deals_won")
_SECONDS = ("median_seconds", "p90_seconds", "mean_seconds")
_NONE = {**dict.fromkeys(_COUNTS + _DEALS, 0), **dict.fromkeys(_SECONDS)}


def _stage(name: str, title: str | None, row: Any) -> StageNumbers:
    numbers = dict(row or _NONE) | {"stage": name}
    return StageNumbers(
        **numbers,
        title=title,
        to_next=_share(numbers["deals_on"], numbers["deals"]),
        to_won=_share(numbers["deals_won"], numbers["deals"]),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
