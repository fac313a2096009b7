"""Now: which clients wait, for how long, for whom, and who is told next?"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.api.models.conversations import Conversation
from hub.api.models.now import Bucket, Holder, NextStep, Now, WaitingClient
from hub.api.queries.conversations import conversations
from hub.api.queries.folders import Filters, picked, wanted
from hub.domain.escalation import Company
from hub.folds.clocks import CLOCKS, ClockRow
from hub.projector.columns import view_of
from hub.views.read import rows_of
from hub.watchdog.company import load_people
from projections.inbox import INBOX

BUCKETS = (300, 900, 1_800, 3_600, 14_400)
"""Up to so many seconds; the last bucket has no end."""

_MOST = 200
_inbox, _clocks = view_of(INBOX), view_of(CLOCKS)


async def who_waits(connection: AsyncConnection, bearer: Bearer, now: datetime) -> Now:
    """Everybody in reach who waits at this moment."""
    there = and_(wanted(bearer, Filters(), now), _clocks.c.waiting_since.is_not(None))
    page = await conversations(connection, bearer, Filters(waiting=True), now, _MOST, None)
    return Now(
        at=now,
        buckets=await _buckets(connection, there, now),
        holders=await _holders(connection, there),
        waiting=await _with_next(connection, page.items),
    )


async def _buckets(
    connection: AsyncConnection, there: ColumnElement[bool], now: datetime
) -> list[Bucket]:
    waited = func.extract("epoch", now - _clocks.c.waiting_since)
    number = case(*((waited < upto, n) for n, upto in enumerate(BUCKETS)), else_=len(BUCKETS))
    query = _of(select(number, func.count()), there).group_by(number)
    counts = {row[0]: row[1] for row in await connection.execute(query)}
    return [
        Bucket(upto_seconds=upto, waiting=counts.get(n, 0))
        for n, upto in enumerate((*BUCKETS, None))
    ]


async def _holders(connection: AsyncConnection, there: ColumnElement[bool]) -> list[Holder]:
    """Who has somebody waiting, the longest first."""
    longest = func.min(_clocks.c.waiting_since)
    query = _of(select(_inbox.c.assignee_id, func.count(), longest), there)
    ordered = query.group_by(_inbox.c.assignee_id).order_by(longest)
    return [
        Holder(employee_id=row[0], waiting=row[1], longest_since=row[2])
        for row in await connection.execute(ordered)
    ]


def _of(query: Select[Any], there: ColumnElement[bool]) -> Select[Any]:
    return query.select_from(picked()).where(there)


async def _with_next(
    connection: AsyncConnection, waiting: Collection[Conversation]
) -> list[WaitingClient]:
    company = (await load_people(connection)).company
    ids = [one.conversation_id for one in waiting]
    clocks = await rows_of(connection, CLOCKS, "conversation_id", ids)
    by_talk: dict[UUID, ClockRow] = {row.conversation_id: row for row in clocks}
    return [
        WaitingClient(
            conversation=one,
            next=next_step(by_talk.get(one.conversation_id), one.assignee_id, company),
        )
        for one in waiting
    ]


def next_step(row: ClockRow | None, assignee: UUID | None, company: Company) -> NextStep | None:
    """When the chain climbs next, and whom it would tell if it were now: as the watchdog asks."""
    clock = row.waiting.running if row else None
    due = clock.due_at if clock else None
    if clock is None or due is None:
        return None
    level = clock.steps[clock.step].level
    holder = EmployeeId(assignee) if assignee else None
    return NextStep(at=due, level=level, employee_id=company.told(holder, clock.on_duty, level))
