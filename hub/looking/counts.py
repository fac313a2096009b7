"""Counts: what waits, what is late, and what was put aside for a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.folds.clocks import CLOCKS
from hub.folds.reminders import REMINDERS
from hub.parked.listing import OPEN
from hub.projector.columns import view_of
from projections.delivery import DELIVERY
from projections.kit import Table
from projections.parked import PARKED
from projections.tasks import TASKS

_OVERDUE = timedelta(seconds=10)
"""The watchdog looks every second: what it has not seen to by then, it does not see to."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the whole hub. Late clocks and reminders are the watchdog's, late tasks somebody's."""

    parked_inbounds: int
    deliveries_open: int
    clocks_late: int
    reminders_late: int
    tasks_late: int


async def counts_at(connection: AsyncConnection, now: datetime) -> Counts:
    """All of it, in one question."""
    parked, clocks = view_of(PARKED), view_of(CLOCKS)
    reminders, tasks = view_of(REMINDERS), view_of(TASKS)
    counted = select(
        _count(PARKED, parked.c.standing.in_(OPEN)),
        _count(DELIVERY),
        _count(CLOCKS, clocks.c.due_at < now - _OVERDUE),
        _count(REMINDERS, reminders.c.due_at < now - _OVERDUE),
        _count(TASKS, tasks.c.status == "open", tasks.c.due_at < now),
    )
    return Counts(*(await connection.execute(counted)).one())


def _count(table: Table[Any], *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(view_of(table)).where(*where).scalar_subquery()
