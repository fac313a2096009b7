"""Saved views: lists of conversations that an employee has given a name, for themselves or all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from contracts.errors import Forbidden, Invalid, NotFound
from contracts.ids import EmployeeId
from hub.house import House
from hub.questions import Question, said
from hub.vault.schema import saved_views

_MOST = 100

_THE_NAME = func.lower(saved_views.c.name)
_OF = Question(
    select(saved_views)
    .where(or_(saved_views.c.shared, saved_views.c.employee_id == said("employee", Uuid())))
    .order_by(_THE_NAME, saved_views.c.view_id)
)


@dataclass(frozen=True, slots=True)
class View:
    """A view; `filter` is what the list is asked with. `shared`: everybody here has it."""

    view_id: UUID
    employee_id: EmployeeId
    name: str
    filter: Mapping[str, Any]
    shared: bool
    saved_at: datetime


async def views_of(house: House, employee: EmployeeId | None) -> list[View]:
    """Their own and those that are shared, by name; of nobody in person: the shared ones."""
    async with house.vault.connect() as connection:
        return [_view(row) for row in await _OF.asked(connection, employee=employee)]


async def view_named(house: House, view_id: UUID, employee: EmployeeId | None) -> View:
    """One that this employee has.

    Raises:
        NotFound: there is none, or it is somebody else's own.
    """
    found = [one for one in await views_of(house, employee) if one.view_id == view_id]
    if not found:
        raise NotFound("there is no such view")
    return found[0]


async def save_view(house: House, view: View) -> None:
    """Make it, or change it where it is theirs.

    Raises:
        Forbidden: it is shared by somebody else.
        NotFound: it is somebody else's own.
        Invalid: they have too many.
    """
    await _refuse_another(house, view)
    values = {name: getattr(view, name) for name in ("name", "filter", "shared", "saved_at")}
    new = insert(saved_views).values(view_id=view.view_id, employee_id=view.employee_id, **values)
    written = new.on_conflict_do_update(
        index_elements=["view_id"],
        set_=values,
        where=saved_views.c.employee_id == view.employee_id,
    )
    async with house.vault.begin() as connection:
        if (await connection.execute(written)).rowcount == 0:
            raise NotFound("there is no such view")


async def _refuse_another(house: House, view: View) -> None:
    """Theirs to change, and not one too many."""
    shown = await views_of(house, view.employee_id)
    mine = [one.view_id for one in shown if one.employee_id == view.employee_id]
    if view.view_id in mine:
        return
    if any(one.view_id == view.view_id for one in shown):
        raise Forbidden("only who has made a view can change it; save one of your own")
    if len(mine) >= _MOST:
        raise Invalid(f"you have {_MOST} views already; remove some first")


async def remove_view(house: House, view_id: UUID) -> None:
    """It is gone, for everybody who had it."""
    async with house.vault.begin() as connection:
        await connection.execute(delete(saved_views).where(saved_views.c.view_id == view_id))


def _view(row: Mapping[str, Any]) -> View:
    return View(**{name: row[name] for name in View.__slots__})
