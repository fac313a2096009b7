"""Reminding: the next step of every task and deal that is late, on the position it is judged on."""

from datetime import datetime

import structlog
from sqlalchemy import select

from contracts.crash import crash_point
from contracts.event import Event, Subject
from contracts.ids import EmployeeId, derived
from hub.commands import States, carry_out
from hub.domain.deal import Deal
from hub.domain.escalation import Company
from hub.domain.reminding import climb
from hub.domain.task import Task
from hub.folds.reminders import REMINDERS, ReminderRow
from hub.house import House
from hub.log.codec import By
from hub.projector.columns import view_of
from hub.views.read import rows

_MOST = 200

log = structlog.get_logger()


async def late(house: House, now: datetime) -> list[ReminderRow]:
    """The tasks and deals whose chain has to climb, longest due first."""
    view = view_of(REMINDERS)
    query = select(view).where(view.c.due_at <= now).order_by(view.c.due_at).limit(_MOST)
    async with house.views.connect() as connection:
        return await rows(connection, REMINDERS, query)


async def next_late(house: House) -> datetime | None:
    """When the next one of them has to climb."""
    view = view_of(REMINDERS)
    query = select(view.c.due_at).where(view.c.due_at.is_not(None)).order_by(view.c.due_at)
    async with house.views.connect() as connection:
        at: datetime | None = await connection.scalar(query.limit(1))
        return at


async def remind(house: House, row: ReminderRow, company: Company) -> int:
    """One step, if it is still due: a task that is done meanwhile wins. Returns the position."""
    subject = Subject(row.about.value, str(row.about_id))
    now = house.clock()

    def decide(states: States) -> list[tuple[Subject, Event]]:
        state: Task | Deal = states[subject]
        events = climb(row.about, row.about_id, state.reminder, _holder(state), company, now)
        return [(subject, event) for event in events]

    crash_point("watchdog.before_raise")
    command = derived("remind", row.reminder.clock_id, row.reminder.step)
    seq = await carry_out(house, command, By("watchdog", now), [subject], decide)
    crash_point("watchdog.after_raise")
    log.info("reminder.climbed", about=row.about, about_id=str(row.about_id))
    return seq


def _holder(state: Task | Deal) -> EmployeeId | None:
    match state:
        case Task(assignee=assignee):
            return assignee
        case Deal(owner=owner):
            return owner
