"""Now: which clients wait, for how long, for whom, and who is told next?"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.api.models.conversations import Conversation
from hub.api.models.now import Bucket, Holder, NextStep, Now, WaitingClient
from hub.api.queries.conversations import conversations
from hub.api.queries.folders import Filters, in_reach_each, picked
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
    groups = await _groups(connection, bearer, now)
    page = await conversations(connection, bearer, Filters(waiting=True), now, _MOST, None)
    return Now(
        at=now,
        buckets=_buckets(groups),
        holders=_holders(groups),
        waiting=await _with_next(connection, page.items),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Those of one holder who have waited about as long."""

    bucket: int
    assignee_id: UUID | None
    waiting: int
    longest_since: datetime


async def _groups(connection: AsyncConnection, bearer: Bearer, now: datetime) -> list[_Group]:
    """Gone through once: whose each of them is costs more than all the rest."""
    waited = func.extract("epoch", now - _clocks.c.waiting_since)
    number = case(*((waited < upto, n) for n, upto in enumerate(BUCKETS)), else_=len(BUCKETS))
    bucket, holder = number.label("bucket"), _inbox.c.assignee_id
    there = and_(_clocks.c.waiting_since.is_not(None), in_reach_each(bearer))
    query = select(bucket, holder, func.count(), func.min(_clocks.c.waiting_since))
    counted = query.select_from(picked()).where(there).group_by(bucket, holder)
    return [_Group(*row) for row in await connection.execute(counted)]


def _buckets(groups: Sequence[_Group]) -> list[Bucket]:
    counts = Counter[int]()
    for group in groups:
        counts[group.bucket] += group.waiting
    return [Bucket(upto_seconds=upto, waiting=counts[n]) for n, upto in enumerate((*BUCKETS, None))]


def _holders(groups: Sequence[_Group]) -> list[Holder]:
    """Who has somebody waiting, the longest first."""
    theirs: dict[UUID | None, list[_Group]] = {}
    for group in groups:
        theirs.setdefault(group.assignee_id, []).append(group)
    holders = [
        Holder(
            employee_id=holder,
            waiting=sum(one.waiting for one in each),
            longest_since=min(one.longest_since for one in each),
        )
        for holder, each in theirs.items()
    ]
    return sorted(holders, key=lambda holder: holder.longest_since)


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
