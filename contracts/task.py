"""Tasks: what somebody has to do by when."""

from datetime import datetime
from enum import StrEnum

from contracts.event import Event, Personal
from contracts.ids import CallId, DealId, EmployeeId, IdentityId, LeadId, TaskId


class TaskKind(StrEnum):
    """What there is to do."""

    TODO = "todo"
    CALL_BACK = "call_back"
    """A client's call was missed."""


class TaskOpened(Event, name="task.opened"):
    """There is something to do; what it is about, where that is known."""

    task_id: TaskId
    kind: TaskKind = TaskKind.TODO
    title: Personal[str] = None
    assignee_id: EmployeeId | None = None
    due_at: datetime | None = None
    identity_id: IdentityId | None = None
    lead_id: LeadId | None = None
    deal_id: DealId | None = None
    call_id: CallId | None = None


class TaskAssigned(Event, name="task.assigned"):
    """Somebody is to do it now, or (None) nobody in person."""

    task_id: TaskId
    employee_id: EmployeeId | None


class TaskRescheduled(Event, name="task.rescheduled"):
    """It is due at another time, or at none."""

    task_id: TaskId
    due_at: datetime | None


class TaskDone(Event, name="task.done"):
    """It was done, with this outcome."""

    task_id: TaskId
    outcome: Personal[str] = None


class TaskCancelled(Event, name="task.cancelled"):
    """There is nothing to do any more."""

    task_id: TaskId
    reason: str
