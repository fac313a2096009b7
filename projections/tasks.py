"""Tasks: what has to be done, by whom, by when?"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contracts.event import Recorded
from contracts.ids import CallId, DealId, EmployeeId, IdentityId, LeadId, TaskId
from contracts.task import (
    TaskAssigned,
    TaskCancelled,
    TaskDone,
    TaskKind,
    TaskOpened,
    TaskRescheduled,
)
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task. `status` is open, done or cancelled; `outcome` says how it went, or why it went.

    `made_by`: the employee who opened it, if it was one.
    """

    task_id: TaskId
    kind: TaskKind
    title: str | None
    status: str
    assignee_id: EmployeeId | None
    due_at: datetime | None
    outcome: str | None
    identity_id: IdentityId | None
    lead_id: LeadId | None
    deal_id: DealId | None
    call_id: CallId | None
    opened_at: datetime
    opened_seq: int
    finished_at: datetime | None
    made_by: EmployeeId | None = None


TASKS = Table(
    "tasks",
    TaskRow,
    key=("task_id",),
    indexes=(
        "(status, opened_seq)",
        "(opened_seq)",
        "(assignee_id, status, opened_seq)",
        "(due_at) WHERE status = 'open'",
        "(identity_id)",
        "(lead_id)",
        "(deal_id)",
        "(opened_seq) WHERE identity_id IS NULL AND lead_id IS NULL AND deal_id IS NULL",
    ),
)


@TASKS.opens(TaskOpened, key=lambda e: (e.event.task_id,))
def opened(row: TaskRow | None, recorded: Recorded[TaskOpened]) -> TaskRow:
    """There is something to do."""
    event = recorded.event
    return row or TaskRow(
        task_id=event.task_id,
        kind=event.kind,
        title=event.title,
        status="open",
        assignee_id=event.assignee_id,
        due_at=event.due_at,
        outcome=None,
        identity_id=event.identity_id,
        lead_id=event.lead_id,
        deal_id=event.deal_id,
        call_id=event.call_id,
        opened_at=recorded.at,
        opened_seq=recorded.seq,
        finished_at=None,
        made_by=_employee(recorded.actor),
    )


def _employee(actor: str) -> EmployeeId | None:
    """The employee who did it; None where it was the hub, or a token that is nobody's."""
    kind, _, id_ = actor.partition(":")
    return EmployeeId(UUID(id_)) if kind == "employee" else None


@TASKS.on(TaskAssigned, key=lambda e: (e.event.task_id,))
def assigned(row: TaskRow, recorded: Recorded[TaskAssigned]) -> TaskRow:
    """Somebody is to do it, or nobody in person."""
    return replace(row, assignee_id=recorded.event.employee_id)


@TASKS.on(TaskRescheduled, key=lambda e: (e.event.task_id,))
def rescheduled(row: TaskRow, recorded: Recorded[TaskRescheduled]) -> TaskRow:
    """It is due at another time."""
    return replace(row, due_at=recorded.event.due_at)


@TASKS.on(TaskDone, key=lambda e: (e.event.task_id,))
def done(row: TaskRow, recorded: Recorded[TaskDone]) -> TaskRow:
    """It was done."""
    return replace(row, status="done", outcome=recorded.event.outcome, finished_at=recorded.at)


@TASKS.on(TaskCancelled, key=lambda e: (e.event.task_id,))
def cancelled(row: TaskRow, recorded: Recorded[TaskCancelled]) -> TaskRow:
    """There is nothing to do any more."""
    return replace(row, status="cancelled", outcome=recorded.event.reason, finished_at=recorded.at)


tasks = Projection(
    "tasks",
    version=4,
    question="What has to be done, by whom, by when?",
    tables=(TASKS,),
)
