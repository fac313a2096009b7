"""Tasks: what somebody has to do by when."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from contracts.company import PolicySet
from contracts.event import Event, Recorded
from contracts.ids import CallId, EmployeeId, IdentityId, TaskId
from contracts.reminder import About, ReminderSet
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
from hub.domain.reminding import Chain, clock_steps, set_reminder
from hub.domain.working_time import WorkingTime


class TaskStatus(StrEnum):
    """How a task stands."""

    NONE = "none"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Task:
    """`reminder` runs until it is done or somebody took it on; `clocks` counts all there were."""

    task_id: TaskId | None = None
    kind: TaskKind = TaskKind.TODO
    status: TaskStatus = TaskStatus.NONE
    assignee: EmployeeId | None = None
    due_at: datetime | None = None
    identity_id: IdentityId | None = None
    call_id: CallId | None = None
    reminder: Reminder | None = None
    clocks: int = 0


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
        case ReminderSet():
            reminder = reminders.evolve(state.reminder, recorded)
            return replace(state, reminder=reminder, clocks=state.clocks + 1)
        case _:
            return replace(state, reminder=reminders.evolve(state.reminder, recorded))


def call_back(
    task_id: TaskId,
    identity: IdentityId,
    call: CallId,
    assignee: EmployeeId | None,
    since: datetime,
    policy: PolicySet | None,
    working: WorkingTime | None,
) -> list[Event]:
    """The task to call somebody back whose call was missed.

    Its clock is that of a client who waits for an answer; without a policy or a calendar there is
    none.
    """
    steps = clock_steps(policy.steps, working, since) if policy and working else ()
    opened = TaskOpened(
        task_id=task_id,
        kind=TaskKind.CALL_BACK,
        assignee_id=assignee,
        due_at=min((step.due_at for step in steps), default=None),
        identity_id=identity,
        call_id=call,
    )
    if policy is None or not steps:
        return [opened]
    chain = Chain(steps, policy.spacing_seconds, policy.on_duty)
    return [opened, set_reminder(About.TASK, task_id, 1, since, chain)]
