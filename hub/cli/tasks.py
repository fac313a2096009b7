"""`omnihub tasks`: what has to be done, and what is late."""

from typing import Annotated, Any

import typer

from hub.access.bearer import AT_THE_MACHINE
from hub.api.models.sales import Task, TaskStatus
from hub.api.paging import Page
from hub.api.queries import tasks as asked
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.selling import Most, Personal, day, plain
from hub.cli.session import in_house
from hub.house import House

_EMPTY = "No task like this. A missed call opens one by itself, people open the others."


def list_(
    status: Annotated[TaskStatus | None, typer.Option(help="Only these.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those that are late.")] = False,
    limit: Most = 50,
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Tasks, the newest first."""
    filters = asked.TaskFilters(status, overdue=True if overdue else None)

    async def work(house: House) -> Page[Task]:
        async with house.views.connect() as connection:
            return await asked.tasks(
                connection, AT_THE_MACHINE, filters, house.clock(), limit, None
            )

    found = [plain(one, personal=personal) for one in in_house(data, work).items]
    if json:
        print_json(found)
        return
    headings = ("TASK", "KIND", "STATUS", "DUE", "TITLE", "NAME", "ASSIGNEE")
    print_table(headings, (_line(one) for one in found), _EMPTY)


def _line(one: dict[str, Any]) -> list[Any]:
    due = day(one["due_at"]) + (" LATE" if one["overdue"] else "")
    names = ("task_id", "kind", "status")
    rest = ("title", "name", "assignee_id")
    return [*(one[name] for name in names), due, *(one[name] for name in rest)]
