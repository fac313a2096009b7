"""What has to be done, and what is late.

A task about a lead or a deal is with whom that is now: a lead that moves takes its tasks along.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import Ways, within_own_task
from hub.api.models.sales import Task, TaskStatus
from hub.api.paging import Page
from hub.api.queries.carding import Columns, Reached, carded, found, identities_of, newest
from hub.api.queries.leads import Whose
from hub.api.queries.reaching import Within
from hub.projector.columns import view_of
from projections.deals import DEALS
from projections.leads import LEADS
from projections.tasks import TASKS

_stored, _leads, _deals = view_of(TASKS), view_of(LEADS), view_of(DEALS)
_about = (_leads.c.identity_id, _deals.c.identity_id, _stored.c.identity_id)
_whose = func.coalesce(*_about)
_tasks = (
    select(
        *(c for c in _stored.c if c.name != "identity_id"),
        _whose.label("identity_id"),
        *(each.label(f"whose_{number}") for number, each in enumerate(_about)),
    )
    .outerjoin_from(_stored, _leads, _leads.c.lead_id == _stored.c.lead_id)
    .outerjoin(_deals, _deals.c.deal_id == _stored.c.deal_id)
    .subquery("task")
)


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
    if filters.client is None:
        return query
    return query.where(_tasks.c.task_id.in_(tasks_of(identities_of(filters.client))))


def tasks_of(whose: Select[Any]) -> CompoundSelect[Any]:
    """The tasks about these identities, and those about their leads and deals.

    A union, since the indexes answer each part of it, and would not answer an `OR`.
    """
    leads = select(_leads.c.lead_id).where(_leads.c.identity_id.in_(whose))
    deals = select(_deals.c.deal_id).where(_deals.c.identity_id.in_(whose))
    about_them = _stored.c.lead_id.is_(None) & _stored.c.deal_id.is_(None)
    return union(
        select(_stored.c.task_id).where(_stored.c.identity_id.in_(whose), about_them),
        select(_stored.c.task_id).where(_stored.c.lead_id.in_(leads)),
        select(_stored.c.task_id).where(_stored.c.deal_id.in_(deals)),
    )


async def tasks(
    connection: AsyncConnection,
    bearer: Bearer,
    filters: TaskFilters,
    now: datetime,
    limit: int,
    cursor: str | None,
) -> Page[Task]:
    """A page of those that the bearer reaches, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    place = _tasks.c.opened_seq
    page = await newest(connection, _wanted(filters, now), _reached(bearer), place, limit, cursor)
    return Page(items=[Task.model_validate(row) for row in page.items], next=page.next)


def _reached(bearer: Bearer) -> Reached:
    """`within_task`; its ways are by the lead, by the deal, by itself, about nobody."""

    def row(within: Within, columns: Columns) -> ColumnElement[bool]:
        own = within_own_task(bearer, columns["assignee_id"], columns["made_by"])
        identity: ColumnElement[Any] = columns["identity_id"]
        return or_(within(bearer, Module.TASKS, identity), and_(identity.is_(None), own))

    return Reached(bearer, Module.TASKS, row, partial(_ways, bearer))


def _ways(bearer: Bearer, within: Within) -> Ways:
    lead, deal, own = (_tasks.c[f"whose_{number}"] for number in range(len(_about)))
    no_lead, no_deal = _tasks.c.lead_id.is_(None), _tasks.c.deal_id.is_(None)
    own_ones = within_own_task(bearer, _tasks.c.assignee_id, _tasks.c.made_by)
    return (
        within(bearer, Module.TASKS, lead),
        and_(no_lead, within(bearer, Module.TASKS, deal)),
        and_(no_lead, no_deal, within(bearer, Module.TASKS, own)),
        and_(no_lead, no_deal, own.is_(None), own_ones),
    )


async def task(connection: AsyncConnection, id_: UUID, now: datetime) -> Task | None:
    """One of them."""
    rows = await found(connection, _everything(now).where(_tasks.c.task_id == id_))
    return Task.model_validate(rows[0]) if rows else None
