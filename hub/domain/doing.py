"""What may be done with a task: decide, nothing else."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from contracts.conversation import ClockStep
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event
from contracts.ids import DealId, EmployeeId, IdentityId, LeadId, ReminderId, TaskId
from contracts.inbound import AddressKind
from contracts.reminder import About
from contracts.task import TaskAssigned, TaskCancelled, TaskDone, TaskOpened, TaskRescheduled
from hub.domain.reminding import Chain, acknowledge, set_reminder
from hub.domain.task import Task, TaskStatus
from hub.domain.words import reason_of

_WAYS = (AddressKind.TELEGRAM, AddressKind.EMAIL)
_FARTHEST = timedelta(days=10 * 366)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """There is something to do."""

    task_id: TaskId
    title: str | None = None
    assignee_id: EmployeeId | None = None
    due_at: datetime | None = None
    identity_id: IdentityId | None = None
    lead_id: LeadId | None = None
    deal_id: DealId | None = None


@dataclass(frozen=True, slots=True)
class AssignTask:
    """Make somebody do it, or nobody."""

    employee_id: EmployeeId | None


@dataclass(frozen=True, slots=True)
class RescheduleTask:
    """It is due at another time, or at none."""

    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class FinishTask:
    """It was done."""

    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class CancelTask:
    """There is nothing to do any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class AcknowledgeTask:
    """Somebody takes it on; `told`: the reminder they answer."""

    by: EmployeeId
    told: ReminderId | None = None


Command = OpenTask | AssignTask | RescheduleTask | FinishTask | CancelTask | AcknowledgeTask


def decide(
    state: Task, command: Command, now: datetime, on_duty: EmployeeId | None = None
) -> list[Event]:
    """The facts that follow from a command; none where it has been done already.

    `on_duty` is reminded where nobody is assigned.

    Raises:
        NotFound: there is no such task.
        Conflict: it cannot be done in this state.
        Invalid: a due time that is none, or no reason.
    """
    if isinstance(command, OpenTask):
        return _open(state, command, now, on_duty)
    id_ = state.task_id
    if id_ is None:
        raise NotFound("there is no such task")
    match command:
        case AssignTask(employee_id=employee):
            return _assign(state, id_, employee)
        case RescheduleTask(due_at=due):
            return _reschedule(state, id_, due, now, on_duty)
        case FinishTask(outcome=outcome):
            done = TaskDone(task_id=id_, outcome=outcome)
            return _end(state, TaskStatus.DONE, done)
        case CancelTask(reason=reason):
            cancelled = TaskCancelled(task_id=id_, reason=reason_of(reason))
            return _end(state, TaskStatus.CANCELLED, cancelled)
        case AcknowledgeTask(by=by, told=told):
            return acknowledge(About.TASK, id_, state.reminder, by, told)


def _open(state: Task, command: OpenTask, now: datetime, on_duty: EmployeeId | None) -> list[Event]:
    if state.task_id is not None:
        return []
    due = command.due_at and _due(command.due_at, now)
    opened = TaskOpened(
        task_id=command.task_id,
        title=command.title,
        assignee_id=command.assignee_id,
        due_at=due,
        identity_id=command.identity_id,
        lead_id=command.lead_id,
        deal_id=command.deal_id,
    )
    return [opened, *_clock(state, command.task_id, due, now, on_duty)]


def _assign(state: Task, id_: TaskId, employee: EmployeeId | None) -> list[Event]:
    if state.assignee == employee:
        return []
    _refuse_ended(state)
    return [TaskAssigned(task_id=id_, employee_id=employee)]


def _reschedule(
    state: Task, id_: TaskId, due_at: datetime | None, now: datetime, on_duty: EmployeeId | None
) -> list[Event]:
    _refuse_ended(state)
    due = due_at and _due(due_at, now)
    if state.due_at == due:
        return []
    moved = TaskRescheduled(task_id=id_, due_at=due)
    return [moved, *_clock(state, id_, due, now, on_duty)]


def _end(state: Task, how: TaskStatus, event: Event) -> list[Event]:
    if state.status is how:
        return []
    _refuse_ended(state)
    return [event]


def _refuse_ended(state: Task) -> None:
    if state.status is not TaskStatus.OPEN:
        raise Conflict(f"this task is {state.status}")


def _due(at: datetime, now: datetime) -> datetime:
    """The moment in UTC; within a lifetime of ours, so that every calendar knows it."""
    if at.utcoffset() is None:
        raise Invalid("this time does not say in which zone it is", field="due_at")
    if abs(at - now) > _FARTHEST:
        raise Invalid("this time is over ten years away", field="due_at")
    return at.astimezone(UTC)


def _clock(
    state: Task, id_: TaskId, due: datetime | None, now: datetime, on_duty: EmployeeId | None
) -> list[Event]:
    if due is None:
        return []
    chain = Chain((ClockStep(due_at=due, level=0, via=_WAYS),), on_duty=on_duty)
    return [set_reminder(About.TASK, id_, state.clocks + 1, now, chain)]
