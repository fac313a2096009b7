"""Working on tasks: opened, given to somebody, put off, done."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import DealId, EmployeeId, IdentityId, KeyId, LeadId, TaskId, drawn
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import reachable
from hub.api.access import Action, Allowed, HouseOf, employee
from hub.api.models.sales_work import AssigneeBody, ReasonBody
from hub.api.models.tasks_work import DueBody, OutcomeBody, TaskBody
from hub.api.office import known, office, refuse_stranger, worker
from hub.api.whose import whose
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain import doing
from hub.domain.doing import (
    AcknowledgeTask,
    AssignTask,
    CancelTask,
    Command,
    FinishTask,
    OpenTask,
    RescheduleTask,
)
from hub.domain.task import Task
from hub.house import House

router = APIRouter(prefix="/tasks", tags=["tasks"])
_SHOWN = ("tasks", "reminders", "history")
Worker = Annotated[Bearer, Depends(Allowed(Action.WORK_TASKS))]


class Opened(BaseModel):
    """The task is on the log."""

    task_id: UUID
    seq: int


def _subject(task_id: UUID) -> Subject:
    return Subject("task", str(task_id))


@router.post("", status_code=201)
async def open_task(house: HouseOf, bearer: Worker, body: TaskBody) -> Opened:
    """There is something to do; who is to do it is reminded when it is due."""
    identity, task_id = await _about(house, bearer, body), TaskId(body.task_id or drawn())
    subject, on_duty = _subject(task_id), (await office(house)).on_duty

    def decide(states: States) -> list[OnSubject]:
        state: Task = states[subject]
        if state.task_id and state.identity_id != identity:
            raise Conflict("another task has this id already", field="task_id")
        command = OpenTask(
            task_id,
            body.title,
            refuse_stranger(states, body.assignee_id, "assignee_id"),
            body.due_at,
            identity,
            LeadId(body.lead_id) if body.lead_id else None,
            DealId(body.deal_id) if body.deal_id else None,
        )
        return [(subject, event) for event in doing.decide(state, command, house.clock(), on_duty)]

    subjects, key = [subject, *worker(body.assignee_id)], KeyId(identity or task_id)
    written = await write(house, bearer, task_id, subjects, decide, reads=_SHOWN, key=key)
    return Opened(task_id=task_id, seq=written.seq)


async def _about(house: House, bearer: Bearer, body: TaskBody) -> IdentityId | None:
    """Whom it is about: said, or of whom the lead or the deal is."""
    said = {
        "client_id": body.client_id,
        "identity_id": body.identity_id,
        "lead_id": body.lead_id,
        "deal_id": body.deal_id,
    }
    named = [field for field, value in said.items() if value]
    if len(named) > 1:
        raise Invalid("a task is about one thing", field=named[1])
    for aggregate, id_ in (("lead", body.lead_id), ("deal", body.deal_id)):
        if id_:
            return await _of(house, bearer, aggregate, id_)
    return await whose(house, bearer, Module.TASKS, body.client_id, body.identity_id)


async def _of(house: House, bearer: Bearer, aggregate: str, id_: UUID) -> IdentityId:
    try:
        state = await known(house, Subject(aggregate, str(id_)))
        await reachable(house, bearer, Module.TASKS, identities=[state.identity_id])
    except NotFound as missing:
        # one sentence for both: what is not there, and what is there for others
        raise Invalid(f"there is no such {aggregate}", field=f"{aggregate}_id") from missing
    identity: IdentityId = state.identity_id
    return identity


async def _do(
    house: House, bearer: Bearer, task_id: UUID, command: Command, takes: UUID | None = None
) -> Written:
    """`takes` is who has to work here for that."""
    subject = _subject(task_id)
    before: Task = await known(house, subject)
    on_duty = (await office(house)).on_duty

    def decide(states: States) -> list[OnSubject]:
        refuse_stranger(states, takes, "employee_id")
        decided = doing.decide(states[subject], command, house.clock(), on_duty)
        return [(subject, event) for event in decided]

    subjects, key = [subject, *worker(takes)], KeyId(before.identity_id or task_id)
    return await write(house, bearer, drawn(), subjects, decide, reads=_SHOWN, key=key)


@router.post("/{task_id}/assign")
async def assign_task(house: HouseOf, bearer: Worker, task_id: UUID, body: AssigneeBody) -> Written:
    """Make somebody do it, or nobody."""
    assignee = EmployeeId(body.employee_id) if body.employee_id else None
    return await _do(house, bearer, task_id, AssignTask(assignee), body.employee_id)


@router.post("/{task_id}/reschedule")
async def reschedule_task(house: HouseOf, bearer: Worker, task_id: UUID, body: DueBody) -> Written:
    """It is due at another time, or at none."""
    return await _do(house, bearer, task_id, RescheduleTask(body.due_at))


@router.post("/{task_id}/finish")
async def finish_task(house: HouseOf, bearer: Worker, task_id: UUID, body: OutcomeBody) -> Written:
    """It was done."""
    return await _do(house, bearer, task_id, FinishTask(body.outcome))


@router.post("/{task_id}/cancel")
async def cancel_task(house: HouseOf, bearer: Worker, task_id: UUID, body: ReasonBody) -> Written:
    """There is nothing to do any more."""
    return await _do(house, bearer, task_id, CancelTask(body.reason))


@router.post("/{task_id}/acknowledge")
async def acknowledge_task(house: HouseOf, bearer: Worker, task_id: UUID) -> Written:
    """Take it on: nobody else is reminded of it."""
    return await _do(house, bearer, task_id, AcknowledgeTask(employee(bearer)))
