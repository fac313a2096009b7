"""Tasks: the list, and one of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from contracts.errors import Invalid, NotFound
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, employee
from hub.api.models.sales import Task, TaskStatus
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import tasks as asked
from hub.api.routes.leads import Assignee, OfClient

router = APIRouter(tags=["tasks"])
_Seer = Annotated[Bearer, Depends(Allowed(Action.SEE_TASKS))]


@router.get("/tasks")
async def list_tasks(
    house: HouseOf,
    bearer: _Seer,
    status: TaskStatus | None = None,
    assignee: Assignee = None,
    mine: Annotated[bool, Query(description="Only the caller's own; not with `assignee`.")] = False,
    overdue: bool | None = None,
    client: OfClient = None,
    lead: UUID | None = None,
    deal: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Task]:
    """Tasks, the newest first."""
    if mine and assignee is not None:
        raise Invalid("ask for your own or for somebody's", field="assignee")
    whose = employee(bearer) if mine else assignee
    filters = asked.TaskFilters(status, whose, overdue, client, lead, deal)
    async with house.views.connect() as connection:
        return await asked.tasks(connection, bearer, filters, house.clock(), limit, cursor)


@router.get("/tasks/{task_id}", dependencies=[Depends(Allowed(Action.SEE_TASKS))])
async def get_task(house: HouseOf, task_id: UUID) -> Task:
    """A task."""
    async with house.views.connect() as connection:
        found = await asked.task(connection, task_id, house.clock())
    if found is None:
        raise NotFound("there is no such task")
    return found
