"""Tasks: what somebody has to do by when."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from contracts.event import Event, Recorded
from contracts.ids import CallId, EmployeeId, IdentityId, TaskId
from contracts.task import (
    TaskAssigned,
    TaskCancelled,
    TaskDone,
    TaskKind,
    TaskOpened,
    TaskRescheduled,
)
from hub.domain import reminder as reminders
from hub.domain.reminder import Reminder


class TaskStatus(StrEnum):
    """How a task stands."""

    NONE = "none"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Task:
    """`reminder` runs until it is done, or somebody took it on."""

    task_id: TaskId | None = None
    kind: TaskKind = TaskKind.TODO
    status: TaskStatus = TaskStatus.NONE
    assignee: EmployeeId | None = None
    due_at: datetime | None = None
    identity_id: IdentityId | None = None
    call_id: CallId | None = None
    reminder: Reminder | None = None


def evolve(state: Task, recorded: Recorded[Event]) -> Task:
    """What an event makes of the task."""
    match recorded.event:
        case TaskOpened() as event:
            return Task(
                task_id=event.task_id,
                kind=event.kind,
                status=TaskStatus.OPEN,
                assignee=event.assignee_id,
                due_at=event.due_at,
                identity_id=event.identity_id,
                call_id=event.call_id,
            )
        case TaskAssigned(employee_id=employee):
            return replace(state, assignee=employee)
        case TaskRescheduled(due_at=due):
            return replace(state, due_at=due, reminder=None)
        case TaskDone():
            return replace(state, status=TaskStatus.DONE, reminder=None)
        case TaskCancelled():
            return replace(state, status=TaskStatus.CANCELLED, reminder=None)
        case _:
            return replace(state, reminder=reminders.evolve(state.reminder, recorded))
