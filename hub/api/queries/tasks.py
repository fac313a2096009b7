"""What has to be done, and what is late."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, literal
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.sales import Task, TaskStatus
from hub.api.paging import Page
from hub.api.queries.carding import carded, found, newest, of_client
from hub.api.queries.leads import Whose
from hub.projector.columns import view_of
from projections.tasks import TASKS

_tasks = view_of(TASKS)


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What the caller wants to see; None: anything."""

    status: TaskStatus | None = None
    assignee: Whose = None
    overdue: bool | None = None
    client: UUID | None = None
    lead: UUID | None = None
    deal: UUID | None = None


def _everything(now: datetime) -> Select[Any]:
    late = and_(_tasks.c.status == "open", _tasks.c.due_at.is_not(None), _tasks.c.due_at <= now)
    return carded(_tasks).add_columns(late.label("overdue"))


def _wanted(filters: TaskFilters, now: datetime) -> Select[Any]:
    query = _everything(now)
    if filters.status is not None:
        query = query.where(_tasks.c.status == filters.status.value)
    if filters.assignee is not None:
        nobody, holder = filters.assignee == "none", _tasks.c.assignee_id
        query = query.where(holder.is_(None) if nobody else holder == filters.assignee)
    if filters.overdue is not None:
        query = query.where(query.selected_columns.overdue == literal(filters.overdue))
    for column, wanted in ((_tasks.c.lead_id, filters.lead), (_tasks.c.deal_id, filters.deal)):
        query = query if wanted is None else query.where(column == wanted)
    return query if filters.client is None else query.where(of_client(filters.client))


async def tasks(
    connection: AsyncConnection,
    filters: TaskFilters,
    now: datetime,
    limit: int,
    cursor: str | None,
) -> Page[Task]:
    """A page of them, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    page = await newest(connection, _wanted(filters, now), _tasks.c.opened_seq, limit, cursor)
    return Page(items=[Task.model_validate(row) for row in page.items], next=page.next)


async def task(connection: AsyncConnection, id_: UUID, now: datetime) -> Task | None:
    """One of them."""
    rows = await found(connection, _everything(now).where(_tasks.c.task_id == id_))
    return Task.model_validate(rows[0]) if rows else None
